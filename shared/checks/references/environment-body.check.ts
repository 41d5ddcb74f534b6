import { asMapping, isNull } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { lowerFirst } from '../common/words.ts';
import { bodiesOf, WITH_BODIES } from './bodies.ts';

/** An environment written inline with neither or both of image and build (ENV-001). */
export const environmentBody = defineCheck({
  code: 'environment-body',
  rule: 'ENV-001',
  severity: 'error',
  title: 'Environment has neither or both of `image` and `build`',
  documents: WITH_BODIES,
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context)) {
      const entry = fields.get('environment');
      if (!entry || !asMapping(entry.value)) continue;
      const own = fieldsIn(entry.value);
      const image = own.get('image');
      const build = own.get('build');
      const has = [image, build].filter((one) => one && !isNull(one.value)).length;
      if (has === 1) continue;
      report({
        at: has === 2 && build ? build.key : entry.key,
        field: [...path, 'environment', has === 2 ? 'build' : 'image'],
        message:
          has === 2
            ? `The environment of ${lowerFirst(who)} has both \`image\` and \`build\`: keep one of them.`
            : `The environment of ${lowerFirst(who)} has neither \`image\` nor \`build\`: name the image that it starts from.`,
      });
    }
  },
});
