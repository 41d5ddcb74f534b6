import { useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { ModelLook, SignatureField } from '#shared/runs/output-look.ts';
import styles from './model-view.module.css';
import type { SignatureFit } from './signature-view-model.ts';

const SHOWN = 12;

interface ModelProps {
  readonly model: ModelLook;
  /** Where it comes from, in a sentence. */
  readonly origin: string;
  /** How its signature fits the data that it is fed, and which data that is. */
  readonly fit: { readonly data: string; readonly fit: SignatureFit } | undefined;
}

/** An MLflow model: what loads it, what it takes and gives, what it needs. */
export function ModelView({ model, origin, fit }: ModelProps) {
  const { clipboard, announcer } = useAppState();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys.
    <section className={styles.model} aria-label="Model" tabIndex={0}>
      <h2>
        <Icon name="package" size={18} className="role-learn" />
        MLflow model
      </h2>
      <p>
        <Quoted text={origin} />
      </p>
      {model.notice === undefined ? null : (
        <p className={styles.notice}>
          <Icon name="triangle-alert" size={13} />
          <Quoted text={model.notice} />
        </p>
      )}
      <h3>Flavours</h3>
      {model.flavours.map((flavour) => (
        <div key={flavour.name} className={styles.row}>
          <b>{flavour.name}</b>
          <span>
            <Quoted text={flavourText(flavour)} />
          </span>
        </div>
      ))}
      <h3>
        Signature
        <span className={styles.count}>
          {model.hasSignature ? `${counted(model.inputs.length, 'input')}, ${counted(model.outputs.length, 'output')}` : 'none'}
        </span>
        {fit === undefined ? null : (
          <span className={styles.fit} data-fits={fit.fit.fits || undefined}>
            <Icon name={fit.fit.fits ? 'check' : 'triangle-alert'} size={13} />
            {fit.fit.fits ? (
              <span>
                matches <code>{fit.data}</code>
              </span>
            ) : (
              <span>
                <code>{fit.data}</code> <Quoted text={fit.fit.words} />
              </span>
            )}
          </span>
        )}
      </h3>
      {model.hasSignature ? null : <p>It was saved without a signature, so nothing says what it takes. `mlflow.models.infer_signature` makes one.</p>}
      <Fields fields={model.inputs} />
      {model.outputs.length === 0 ? null : (
        <div className={styles.row} data-last>
          <span>Output</span>
          <span>
            {model.outputs.map((field, k) => (
              <span key={field.name}>
                {k === 0 ? '' : ', '}
                {field.name === '' ? '' : `${field.name} `}
                <code>{field.type}</code>
              </span>
            ))}
          </span>
        </div>
      )}
      <h3>
        Needs
        {model.python === undefined ? null : <span className={styles.count}>Python {model.python}</span>}
      </h3>
      {model.needs.length === 0 ? <p>It does not say what it needs.</p> : null}
      {model.needs.map((need) => (
        <div key={need.name} className={styles.row}>
          <b>{need.name}</b>
          <span>{need.version === undefined ? 'any version' : need.isPinned ? `${need.version}, pinned` : need.version}</span>
        </div>
      ))}
      <h3>Load it</h3>
      <div className={styles.code}>
        <pre>{model.loadWith}</pre>
        <IconButton
          icon="copy"
          label="Copy"
          isSmall
          iconSize={14}
          onPress={async () => announcer.announce((await clipboard.write(model.loadWith)) ? 'Copied.' : 'The clipboard may not be written.', 'quiet')}
        />
      </div>
    </section>
  );
}

function Fields({ fields }: { readonly fields: readonly SignatureField[] }) {
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen || fields.length <= SHOWN ? fields : fields.slice(0, SHOWN - 1);
  if (fields.length === 0) return null;
  return (
    <>
      <dl className={styles.fields}>
        {shown.map((field) => (
          <div key={field.name}>
            <dt>{field.name === '' ? 'tensor' : field.name}</dt>
            <dd>
              {field.type}
              {field.isOptional ? <small>optional</small> : null}
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < fields.length ? (
        <Button look="quiet" isSmall onPress={() => setOpen(true)}>
          {fields.length - shown.length} more
        </Button>
      ) : null}
    </>
  );
}

function flavourText(flavour: ModelLook['flavours'][number]): string {
  const detail = new Map(flavour.detail);
  const [module, python, kind, data] = ['loader_module', 'python_version', 'model_class', 'data'].map((key) => detail.get(key));
  const file = data ?? detail.get('pickled_model') ?? detail.get('model_path');
  if (flavour.name === 'python_function')
    return `loads with \`mlflow.pyfunc.load_model\`${module === undefined ? '' : `, by \`${module}\``}${python === undefined ? '' : `, Python ${python}`}`;
  const parts = [
    flavour.version,
    kind === undefined ? undefined : `\`${kind.slice(kind.lastIndexOf('.') + 1)}\``,
    file === undefined ? undefined : `file \`${file}\``,
  ];
  return parts.filter((part) => part !== undefined).join(', ') || 'no more is said of it';
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
