/** Why an act on orders was refused, in English. */
import type { refusalsOrders as zh } from '../zh/refusals-orders.ts';

export const refusalsOrders: typeof zh = {
  order_no_supplier: (d) =>
    `Line ${d.line}, ${d.item}, has no supplier. Choose one in the plan or return the line, then order.`,
  order_nothing_answered: 'No line was answered. Answer at least one, or confirm all.',
  order_line_done: (d) => `Line ${d.line} has come or was given up and cannot change. Refresh to see it.`,
  order_answer_reason: (d) => `Line ${d.line} is changed or refused: say why, so that the buyer can decide.`,
  order_promise_missing: (d) => `Line ${d.line} has no promised day. Give one, or refuse the line.`,
  order_promise_past: (d) => `The promised day ${d.day} of line ${d.line} is past. Give today or a later day.`,
  order_answer_quantity: (d) =>
    `What you can supply of line ${d.line} must be above zero and no more than ordered. Refuse it if you have none.`,
  order_nothing_open: 'Nothing is left to give up: all has come or was given up. Refresh to see it.',
  order_no_lines: 'No line was ticked. Tick the lines to give up, or choose all open lines.',
  order_over: (d) =>
    `More of ${d.item ?? 'the line'} would be accepted than is open. Reject the surplus or order it anew.`,
  order_allotted: 'More would be allotted than was ordered for these needs. Refresh and allot again.',
  order_shares: (d) =>
    `The budgets held for line ${d.line} do not match its amount; nothing was done. Ask the chief accountant.`,
  delivery_empty: 'No lot was given. Give at least one lot with expiry and quantity.',
  delivery_lot_missing: (d) => `Line ${d.line} has a quantity or expiry but no lot number. Copy it from the box.`,
  delivery_quantity: (d) => `The quantity of lot ${d.lot}, line ${d.line}, must be above zero.`,
  delivery_expired: (d) =>
    d.day === ''
      ? `Lot ${d.lot}, line ${d.line}, has no expiry. Copy it from the box.`
      : `The expiry ${d.day} of lot ${d.lot}, line ${d.line}, is past or no day: it may not be shipped.`,
  delivery_produced: (d) =>
    `The day lot ${d.lot}, line ${d.line}, was made must be past and before its expiry. Check it.`,
  delivery_lot_twice: (d) => `Lot ${d.lot} stands twice under line ${d.line}. Make it one row.`,
  delivery_line: (d) => `Line ${d.line} is not of this order or this delivery point. Check the line number.`,
  delivery_shipped_ahead: 'The shipping day cannot be after today. Announce it on the day it leaves.',
  delivery_expected: 'It is expected before it was shipped. Check both days.',
  delivery_note_used: (d) => `Delivery note ${d.note} of this order was announced before. Check, or withdraw that one.`,
  delivery_row_line: (d) => `Line “${d.line}” is not of this order and delivery point.`,
  plan_ordered: 'This plan was ordered before; nothing was ordered again. See its orders.',
  plan_not_approved: 'This plan is not wholly approved and cannot be ordered. Urgent needs go the urgent way.',
};
