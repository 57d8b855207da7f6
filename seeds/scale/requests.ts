/** Shortage requests of the synthetic history, led through the states their quantities amount to. */
import type { Bulk } from '../../db/bulk.ts';
import { documentLink } from '../../db/schema/documents.ts';
import { shortage } from '../../db/schema/shortages.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { type ShortageAct, stateOf } from '../../src/shortages/rules.ts';
import type { Random } from '../random.ts';
import type { Article } from './catalogue.ts';
import type { Member } from './county.ts';
import type { Paper, Papers } from './papers.ts';

type ShortageRow = typeof shortage.$inferInsert;

export interface Request {
  paper: Paper;
  member: Member;
  row: ShortageRow & { answeredBase: number; shippedBase: number; arrivedBase: number; closedBase: number };
  links: { dispatchId: number; lineId: number; quantityBase: number; fulfilledBase: number }[];
}

const URGENCIES = ['routine', 'routine', 'routine', 'chronic', 'chronic', 'emergency'] as const;
const ANSWER_MS = { emergency: 30 * 60_000, chronic: 1440 * 60_000, routine: 1440 * 60_000 };
const ANSWERED: ReadonlySet<string> = new Set(['matched', 'in_transit', 'arrived', 'rejected']);
const REASONS = ['out_of_stock', 'below_safety', 'patient_need'] as const;

export class Requests {
  private readonly bulk: Bulk;
  private readonly papers: Papers;
  private readonly random: Random;
  private links = 0;

  constructor(bulk: Bulk, papers: Papers, random: Random) {
    this.bulk = bulk;
    this.papers = papers;
    this.random = random;
  }

  /** Registers a need; without an article it is a wish in words. */
  register(member: Member, article: Article | null, quantityBase: number, at: number): Request {
    const { random } = this;
    const first = { act: 'register', to: 'registered', actor: member.keeper, at, detail: null };
    const paper = this.papers.open('shortage', member.id, null, first);
    const urgency = random.pick(URGENCIES);
    const wish = article === null;
    const row = {
      documentId: paper.id,
      organisationId: member.id,
      itemId: article?.id ?? null,
      wishName: wish ? '目录外药品' : null,
      wishUnit: wish ? '盒' : null,
      quantityBase,
      urgency,
      neededBy: addDays(dayOf(at), random.int(1, 7)),
      reason: wish ? ('not_in_formulary' as const) : random.pick(REASONS),
      daysOfUse: random.pick([7, 14, 28, 30]),
      substituteAcceptable: random.chance(0.3),
      patients: random.int(1, 12),
      answerBy: at + ANSWER_MS[urgency],
      answeredBase: 0,
      shippedBase: 0,
      arrivedBase: 0,
      closedBase: 0,
    };
    return { paper, member, row, links: [] };
  }

  /** Performs an act that ends in a state of its own, or in the one its quantities amount to. */
  act(
    request: Request,
    step: { act: ShortageAct; actor: Actor; at: number; to?: string; detail?: Record<string, unknown> },
  ): void {
    const { act, actor, at, detail = null } = step;
    const to = step.to ?? stateOf(request.row);
    this.papers.act(request.paper, { act, to, actor, at, detail });
    if (ANSWERED.has(to)) request.row.answeredAt ??= at;
    if (to === 'arrived') request.row.arrivedAt ??= at;
  }

  /** Writes the request, its timeline, and its links; the dispatches they name must be filed by then. */
  file(request: Request): void {
    this.papers.file(request.paper);
    this.bulk.add(shortage, request.row);
    for (const { dispatchId, lineId, quantityBase, fulfilledBase } of request.links) {
      this.links += 1;
      const ends = { fromDocumentId: request.paper.id, toDocumentId: dispatchId, toLineId: lineId };
      this.bulk.add(documentLink, { id: this.links, kind: 'serves', ...ends, quantityBase, fulfilledBase });
    }
  }
}
