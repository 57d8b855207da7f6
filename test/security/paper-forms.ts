/** How the forms of selection, the formulary and their neighbours are written down for attacks. */
import type { Fields } from '../support/login.ts';
import { type AttackedForm, key } from './forms.ts';
import type { Papers } from './papers.ts';
import type { World } from './world.ts';

export type Papered = World & { papers: Papers };
export type Form = AttackedForm<Papered>;

export const AGED = '999999999';
export const KEYED = ['idempotency_key', 'version'];
export const stale = (more: Fields = {}): Fields => ({ idempotency_key: key(), version: AGED, ...more });
export const keyed = (more: Fields = {}): Fields => ({ idempotency_key: key(), ...more });

/** An act with one sentence, sent by somebody who has not seen the last version. */
export function noted(name: string, by: Form['by'], path: Form['path'], field: string): Form {
  return { name, by, path, fields: () => stale({ [field]: '一句话' }), strict: KEYED, words: [field] };
}
