import { any, camel, type FieldSchema, flag, integer, number, oneOf, oneWord, text } from '../key-schema.ts';

const bind = { mayBind: true } as const;

type Fields = Readonly<Record<string, FieldSchema>>;

const IMAGE: Fields = {
  model_name: text('The network that is trained, as vitb16r224 or yolov5.', bind),
  ams_gradient: flag('Whether Adam and AdamW use the amsgrad variant.', bind),
  beta1: number('First decay rate of Adam and AdamW.', bind),
  beta2: number('Second decay rate of Adam and AdamW.', bind),
  distributed: flag('Whether several machines train together.', bind),
  early_stopping: flag('Whether training ends when it no longer gets better.', bind),
  early_stopping_delay: integer('Epochs before stopping early is thought of.', bind),
  early_stopping_patience: integer('Epochs without progress that are waited.', bind),
  evaluation_frequency: integer('Epochs between two evaluations.', bind),
  enable_onnx_normalization: flag('Whether an ONNX model normalises pictures itself.', bind),
  gradient_accumulation_step: integer('Steps whose gradients are added up before one update.', bind),
  layers_to_freeze: integer('Layers that are not trained, from the input on.', bind),
  learning_rate: number('How large the steps of training are.', bind),
  learning_rate_scheduler: oneWord(['none', 'warmup_cosine', 'step'], 'How the learning rate changes.', { ...camel, ...bind }),
  momentum: number('Momentum of SGD.', bind),
  nesterov: flag('Whether SGD uses Nesterov momentum.', bind),
  number_of_epochs: integer('How often the training data are gone through.', bind),
  number_of_workers: integer('Processes that load data.', bind),
  optimizer: oneWord(['none', 'sgd', 'adam', 'adamw'], 'The method by which weights are changed.', { ...camel, ...bind }),
  random_seed: integer('The seed, for results that repeat.', bind),
  step_lr_gamma: number('By what a step changes the learning rate.', bind),
  step_lr_step_size: integer('Epochs between two steps of the learning rate.', bind),
  training_batch_size: integer('Pictures in a batch while training.', bind),
  validation_batch_size: integer('Pictures in a batch while validating.', bind),
  warmup_cosine_lr_cycles: number('Cosine cycles of the learning rate.', bind),
  warmup_cosine_lr_warmup_epochs: integer('Epochs in which the learning rate rises.', bind),
  weight_decay: number('How strongly weights are pulled to zero.', bind),
};

/** Parameters that all trials on pictures may have in common. */
export const IMAGE_TRAINING: Fields = {
  ...IMAGE,
  advanced_settings: text('More settings, as JSON.', bind),
  checkpoint_frequency: integer('Epochs between two checkpoints.', bind),
  checkpoint_run_id: text('The run whose checkpoint training goes on from.', bind),
  log_training_metrics: any('Whether metrics of the training data are logged.', bind),
  log_validation_loss: any('Whether the loss on the validation data is logged.', bind),
};

/** Parameters that may be searched over, on pictures. */
export const IMAGE_VALUES: Fields = { ...IMAGE, augmentations: text('How pictures are varied.', bind) };

/** Parameters of classifying pictures. */
export const CLASSIFYING: Fields = {
  training_crop_size: integer('Side of the crop that is trained on, in pixels.', bind),
  validation_crop_size: integer('Side of the crop that is validated on, in pixels.', bind),
  validation_resize_size: integer('Side to which pictures are scaled before the crop, in pixels.', bind),
  weighted_loss: integer('How classes are weighed: 0 not, 1 by the root, 2 by the share.', bind),
};

/** Parameters of finding objects in pictures. */
export const DETECTING: Fields = {
  box_detections_per_image: integer('Most objects in a picture.', bind),
  box_score_threshold: number('Least score of an object.', bind),
  image_size: integer('Side of a picture for YOLO, in pixels.', bind),
  max_size: integer('Most pixels of the longer side.', bind),
  min_size: integer('Least pixels of the shorter side.', bind),
  model_size: oneWord(['none', 'small', 'medium', 'large', 'extra_large'], 'Size of a YOLO network.', { ...camel, ...bind }),
  multi_scale: flag('Whether the size of pictures varies while training.', bind),
  nms_iou_threshold: number('Overlap from which two boxes are one.', bind),
  tile_grid_size: text('Into how many tiles a picture is cut, as 3x2.', bind),
  tile_overlap_ratio: number('Share by which tiles overlap.', bind),
  tile_predictions_nms_threshold: number('Overlap from which boxes of two tiles are one.', bind),
  validation_iou_threshold: number('Overlap from which a box is right.', bind),
  validation_metric_type: oneWord(['none', 'coco', 'voc', 'coco_voc'], 'The metric on the validation data.', { ...camel, ...bind }),
};

/** Parameters of learning from text. */
export const TEXT_PARAMETERS: Fields = {
  model_name: text('The network that is trained, as bert-base-cased.', bind),
  gradient_accumulation_steps: integer('Steps whose gradients are added up before one update.', bind),
  learning_rate: number('How large the steps of training are.', bind),
  learning_rate_scheduler: oneWord(
    ['none', 'linear', 'cosine', 'cosine_with_restarts', 'polynomial', 'constant', 'constant_with_warmup'],
    'How the learning rate changes.',
    { ...camel, ...bind },
  ),
  number_of_epochs: integer('How often the training data are gone through.', bind),
  training_batch_size: integer('Texts in a batch while training.', bind),
  validation_batch_size: integer('Texts in a batch while validating.', bind),
  warmup_ratio: number('Share of the steps in which the learning rate rises.', bind),
  weight_decay: number('How strongly weights are pulled to zero.', bind),
};

/** Every parameter as one value, or as values to try. */
export function orValues(parameters: Fields, distribution: FieldSchema): Fields {
  return Object.fromEntries(Object.entries(parameters).map(([name, field]) => [name, oneOf([field, distribution], field.description ?? '', bind)]));
}
