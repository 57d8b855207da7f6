/** The parts of one request: answered, taken back, confirmed, ended and proposed, each at an address of its own. */
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { Router } from '../web/router.ts';
import type { Mount } from './act-routes.tsx';
import { confirmForm, partBackForm, partForm, settleForm } from './forms.ts';
import { givePart, withdrawPart } from './part-commands.ts';
import { mountProposal } from './proposal-routes.ts';
import { typedQuantity } from './quantities.ts';
import { settlePart } from './settle-commands.ts';
import { itemByCode } from './shortage-queries.ts';
import { confirmSubstitute } from './substitute-commands.ts';

/** Answering a part, and taking it back. */
function mountAnswers(mount: Mount, router: Router, services: Services): void {
  mount(router, services, {
    act: 'part',
    address: paths.shortageParts,
    schema: partForm,
    run: async (s, actor, { idempotency_key, version, part }, record) => {
      const typed = typedQuantity(part.quantity, record.item ?? undefined, 'part.quantity');
      if (!typed.ok) return typed;
      const other = part.way === 'substitute' ? await itemByCode(s.db.read, part.item) : undefined;
      return givePart(s, actor, idempotency_key, {
        number: record.document.number,
        version,
        way: part.way,
        quantityBase: typed.value,
        note: part.note,
        dueOn: part.dueOn ?? null,
        order: part.order === '' ? null : part.order,
        itemCode: other?.code ?? null,
        itemBase: (part.itemPacks ?? 0) * (other?.packSize ?? 0),
      });
    },
    done: (c) => ({ title: wordsFor(c).parts.form.done }),
  });
  mount(router, services, {
    act: 'back',
    address: paths.shortagePartBack,
    schema: partBackForm,
    run: (s, actor, { idempotency_key, version, back }, record) =>
      withdrawPart(s, actor, idempotency_key, { number: record.document.number, version, ...back }),
    done: (c) => ({ title: wordsFor(c).parts.back.done }),
  });
}

/** What the member says: of a substitute, and how a part of what arrived ended. */
function mountWords(mount: Mount, router: Router, services: Services): void {
  mount(router, services, {
    act: 'confirm',
    address: paths.shortageConfirmation,
    schema: confirmForm,
    run: (s, actor, { idempotency_key, version, confirm }, record) => {
      const { agrees, ...said } = confirm;
      const input = { number: record.document.number, version, ...said, agrees: agrees === 'yes' };
      return confirmSubstitute(s, actor, idempotency_key, input);
    },
    done: (c) => ({ title: wordsFor(c).parts.confirm.done }),
  });
  mount(router, services, {
    act: 'settle',
    address: paths.shortageSettlement,
    schema: settleForm,
    run: (s, actor, { idempotency_key, version, settle }, record) =>
      settlePart(s, actor, idempotency_key, { number: record.document.number, version, ...settle }),
    done: (c) => ({ title: wordsFor(c).parts.settle.done }),
  });
}

/** POST routes of parts. */
export function mountParts(mount: Mount, router: Router, services: Services): void {
  mountAnswers(mount, router, services);
  mountWords(mount, router, services);
  mountProposal(router, services);
}
