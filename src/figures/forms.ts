/** What the addresses of the figures may say; what makes no sense counts as not said. */
import { z } from 'zod';
import { REASONS } from '../shortages/rules.ts';
import { dayFilter } from '../web/inputs.ts';
import { BYS, CAUSES, MEASURES } from './rules.ts';

const text = z.string().trim().min(1).max(100).optional().catch(undefined);

const narrowing = {
  from: dayFilter(),
  to: dayFilter(),
  /** Code of a member, code of an item; `wish` for what no catalogue holds. */
  member: text,
  item: text,
  reason: z.enum(REASONS).optional().catch(undefined),
  cause: z.enum(CAUSES).optional().catch(undefined),
};

export const figuresQuery = z.object({
  ...narrowing,
  by: z.enum(BYS).catch('member').default('member'),
  q: text,
  page: z.string().max(10).optional().catch(undefined),
});

export const requestsQuery = z.object({
  ...narrowing,
  measure: z.enum(MEASURES).catch('asked').default('asked'),
  q: text,
  after: z.string().max(400).optional().catch(undefined),
});

export const outagesQuery = z.object({ ...narrowing, q: text, after: z.string().max(400).optional().catch(undefined) });
export type Narrowing = z.infer<typeof outagesQuery>;
