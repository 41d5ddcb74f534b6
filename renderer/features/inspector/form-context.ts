import { createContext, useContext } from 'react';
import type { Link } from './form-model.ts';
import type { Write } from './use-write.ts';

/** What every row needs of its form. */
interface FormContext {
  readonly write: Write;
  /** Shows in text and graph where a row stands, without moving the focus. */
  show(end: string | undefined): void;
  follow(link: Link): void;
  /** True while the text cannot be read: nothing can be written. */
  readonly isFrozen: boolean;
}

const Context = createContext<FormContext | undefined>(undefined);

export const FormProvider = Context.Provider;

/** The form that a row belongs to. */
export function useForm(): FormContext {
  const form = useContext(Context);
  if (!form) throw new Error('A row stands outside of a form.');
  return form;
}
