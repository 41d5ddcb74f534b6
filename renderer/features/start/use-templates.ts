import { useEffect, useMemo, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import type { Template } from '#shared/contract/schemas.ts';
import { type Thumbnail, thumbnailOf } from './thumbnail-view-model.ts';

export interface TemplateCard {
  readonly template: Template;
  readonly picture: Thumbnail | undefined;
}

/** The templates with their pictures; undefined until the host has answered. */
export function useTemplates(): readonly TemplateCard[] | undefined {
  const { host } = useAppState();
  const [templates, setTemplates] = useState<readonly Template[] | undefined>(undefined);
  useEffect(() => {
    let isHere = true;
    void host.templates.list({}).then((answer) => isHere && setTemplates(answer.ok ? answer.value.templates : []));
    return () => {
      isHere = false;
    };
  }, [host]);
  return useMemo(() => templates?.map((template) => ({ template, picture: thumbnailOf(template.pipeline, template.text, template.components) })), [templates]);
}

/** "9 jobs": what a card says below its title. */
export function describeTemplate(card: TemplateCard): string {
  const jobs = card.picture?.jobs;
  return jobs === undefined ? card.template.description : `${jobs === 1 ? '1 job' : `${jobs} jobs`}`;
}
