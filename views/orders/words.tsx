/** How orders and deliveries look everywhere: states, answers, lateness, what was shipped beyond the order. */
import type { DeliveryState } from '../../src/orders/delivery-commands.ts';
import type { OrderState } from '../../src/orders/rules.ts';
import type { Words } from '../i18n/index.ts';
import { type PackShape, quantityText, type Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, Tag } from '../ui/status.tsx';

const ORDERS: Record<OrderState, { icon: IconName; tone?: Tone }> = {
  issued: { icon: 's-todo' },
  sent: { icon: 's-doing' },
  confirmed: { icon: 's-go', tone: 'info' },
  partly_received: { icon: 's-doing' },
  received: { icon: 's-done' },
  cancelled: { icon: 's-no' },
};

export function OrderStatus({ t, state, badge }: { t: Words; state: OrderState; badge?: boolean }) {
  return (
    <Status {...ORDERS[state]} {...(badge && { badge })}>
      {t.orders.states[state]}
    </Status>
  );
}

const DELIVERIES: Record<DeliveryState, { icon: IconName; tone?: Tone }> = {
  announced: { icon: 's-go', tone: 'info' },
  inspecting: { icon: 's-doing' },
  inspected: { icon: 's-done' },
  withdrawn: { icon: 's-no' },
};

export function DeliveryStatus({ t, state, badge }: { t: Words; state: DeliveryState; badge?: boolean }) {
  return (
    <Status {...DELIVERIES[state]} {...(badge && { badge })}>
      {t.orders.deliveryList.states[state]}
    </Status>
  );
}

export type AnswerState = 'waiting' | 'confirmed' | 'changed' | 'refused';
const ANSWERS: Record<AnswerState, { icon: IconName; tone?: Tone }> = {
  waiting: { icon: 's-todo' },
  confirmed: { icon: 's-done' },
  changed: { icon: 's-near', tone: 'warn' },
  refused: { icon: 's-no', tone: 'danger' },
};

export function AnswerStatus({ t, state }: { t: Words; state: AnswerState }) {
  return <Status {...ANSWERS[state]}>{t.orders.answerStates[state]}</Status>;
}

export function LateStatus({ children, badge }: { children: string; badge?: boolean }) {
  return (
    <Status icon="s-late" tone="danger" {...(badge && { badge })}>
      {children}
    </Status>
  );
}

/** Shipped beyond what was ordered: never silent. */
export function OverTag({ t, base, shape }: { t: Words; base: number; shape: PackShape }) {
  if (base === 0) return null;
  return (
    <Tag tone="warn" icon="s-near">
      {t.orders.over(quantityText(t, base, shape))}
    </Tag>
  );
}

export interface AnsweredOrder {
  waiting: number;
  refused: number;
  changed: number;
}

/** What the supplier said so far, the worst first; nothing before the order was sent. */
export function Answers({ t, order, state }: { t: Words; order: AnsweredOrder; state: OrderState }) {
  const words = t.orders;
  if (state === 'issued') return null;
  const { waiting, refused, changed } = order;
  if (waiting + refused + changed === 0) return <>{words.allAnswered}</>;
  return (
    <>
      {refused > 0 && (
        <Status icon="s-no" tone="danger">
          {words.refusedLines(refused)}
        </Status>
      )}{' '}
      {changed > 0 && (
        <Status icon="s-near" tone="warn">
          {words.changedLines(changed)}
        </Status>
      )}{' '}
      {waiting > 0 && words.waitingLines(waiting)}
    </>
  );
}
