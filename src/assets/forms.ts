/** What the pages of equipment send. */
import { z } from 'zod';
import { isDay } from '../kernel/clock.ts';
import { dayInput, keyInput, optionalText, optionalYuan, seenInputs, textInput, yuanInput } from '../web/inputs.ts';
import type { AssetInput } from './card-rules.ts';
import { ASSET_STATES, type Funds, LARGE_KINDS, PURCHASE_METHODS, STANDINGS } from './rules.ts';

export const listQuery = z.object({
  q: z.string().max(100).optional().catch(undefined),
  class: z.string().max(40).optional().catch(undefined),
  member: z.string().max(40).optional().catch(undefined),
  state: z.enum(ASSET_STATES).optional().catch(undefined),
  user: z.string().max(40).optional().catch(undefined),
  only: z.enum(STANDINGS).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});

const none = (typed: unknown) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed);
const optionalDay = () => z.preprocess(none, z.string().trim().refine(isDay, { error: 'field_day' }).optional());

const facts = {
  idempotency_key: keyInput(),
  name: textInput(80),
  classCode: textInput(40),
  categoryCode: optionalText(6),
  registrationNumber: optionalText(40),
  udi: optionalText(200),
  serialNumber: optionalText(60),
  brand: optionalText(40),
  model: optionalText(60),
  maker: optionalText(80),
  supplier: optionalText(80),
  purchaseMethod: z.enum(PURCHASE_METHODS, { error: 'field_choice' }),
  contractNumber: optionalText(40),
  price: yuanInput(),
  fund: z
    .object({ fiscal: optionalYuan(), science: optionalYuan(), own: optionalYuan(), donated: optionalYuan() })
    .partial()
    .default({}),
  acquiredOn: dayInput(),
  acceptedOn: optionalDay(),
  firstUsedOn: optionalDay(),
  warrantyUntil: optionalDay(),
  owner: textInput(40),
  user: optionalText(40),
  keeper: optionalText(40),
  room: optionalText(60),
  custodian: optionalText(40),
  largeKind: z.preprocess(none, z.enum(LARGE_KINDS, { error: 'field_choice' }).optional()),
  licenceNumber: optionalText(60),
  formerNumber: optionalText(40),
  note: optionalText(200),
};

export const cardForm = z.object(facts);
export const correctForm = z.object({ ...facts, ...seenInputs(), reason: textInput(200) });

/** What was typed, as the commands take it. */
export function inputOf(value: z.infer<typeof cardForm>): AssetInput {
  const { fund, price } = value;
  const funds: Funds = {};
  for (const [source, fen] of Object.entries(fund)) {
    if (typeof fen === 'number') funds[source as keyof Funds] = fen;
  }
  return {
    name: value.name,
    classCode: value.classCode,
    categoryCode: value.categoryCode ?? null,
    registrationNumber: value.registrationNumber ?? null,
    udi: value.udi ?? null,
    serialNumber: value.serialNumber ?? null,
    brand: value.brand ?? '',
    model: value.model ?? '',
    maker: value.maker ?? '',
    supplier: value.supplier ?? null,
    purchaseMethod: value.purchaseMethod,
    contractNumber: value.contractNumber ?? null,
    priceFen: price,
    funds,
    acquiredOn: value.acquiredOn,
    acceptedOn: value.acceptedOn ?? null,
    firstUsedOn: value.firstUsedOn ?? null,
    warrantyUntil: value.warrantyUntil ?? null,
    owner: value.owner,
    user: value.user ?? null,
    keeper: value.keeper ?? null,
    room: value.room ?? '',
    custodian: value.custodian ?? null,
    largeKind: value.largeKind ?? null,
    licenceNumber: value.licenceNumber ?? null,
    formerNumber: value.formerNumber ?? null,
    note: value.note ?? '',
  };
}

export const assignForm = z.object({
  ...seenInputs(),
  room: optionalText(60),
  custodian: optionalText(40),
  note: optionalText(200),
});
export const commissionForm = z.object({ ...seenInputs(), day: dayInput(), note: optionalText(200) });
export const turnForm = z.object({ ...seenInputs(), why: textInput(200) });
export const eventsQuery = z.object({ after: z.string().max(400).optional().catch(undefined) });
