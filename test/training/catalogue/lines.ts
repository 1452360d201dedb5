/** Refusals of the catalogue as lines: field, message, what is allowed, what to do. */
import { isRefused, type Refusal } from '../../../training/catalogue';

export const refusalLines = (answer: object | readonly Refusal[]): readonly string[] =>
  isRefused(answer)
    ? answer.map(({ field, message, allowed, fix }) =>
        [`${field}: ${message}`, ...(allowed === undefined ? [] : [allowed]), fix].join(' | '),
      )
    : ['not refused'];
