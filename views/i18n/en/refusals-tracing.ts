/** English sentences of refused scans, alarms and boxes. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsTracing as zh } from '../zh/refusals-tracing.ts';

export const refusalsTracing: Record<keyof typeof zh, RefusalSentence> = {
  trace_code_missing: 'Scan or type a trace code.',
  trace_too_many: (d) => `At most ${d.most} codes at once; scan in parts.`,
  trace_typed_twice: (d) => `${d.code} is written twice. Take one away.`,
  trace_twice: (d) => `${d.code} was scanned on this paper already; it was not kept again.`,
  trace_line_unknown: 'This paper has no such line. Reload the page.',
  trace_line_full: (d) =>
    `The line of ${d.item} has its codes; ${d.code} was not kept. Is it a pack too many, or the quantity too small?`,
  trace_other_item: (d) => `${d.code} is of ${d.item}, which is not on this paper. Is it the wrong box?`,
  trace_other_lot: (d) =>
    `${d.code} is of lot ${d.lot}; ${d.item} of lot ${d.expected} is wanted here. Take another pack or lot.`,
  trace_which_lot: (d) =>
    `${d.item} has several lots (${d.lots}) and ${d.code} does not say which. Choose the line, then scan again.`,
  trace_prefix_unknown: (d) => `Nobody knows the first digits ${d.prefix}. Choose the line, then scan again.`,
  trace_prefix_confirm: (d) =>
    `Nobody knows the first digits of ${d.code}. If it stands on the smallest pack of ${d.item}, tick the box and keep it.`,
  trace_part_too_much: (d) => `Pack ${d.code} of ${d.item} has ${d.left} base units left at most, not ${d.asked}.`,
  trace_opened: (d) =>
    `Pack ${d.code} of ${d.item} was opened and has ${d.left} base units left. Write “code*units”, or take a whole pack.`,
  trace_used_up: (d) => `Pack ${d.code} of ${d.item} is used up (${d.number}). Scan another.`,
  trace_not_out: (d) => `So much of pack ${d.code} of ${d.item} never went out; it cannot come back.`,
  trace_not_of_issue: (d) =>
    `${d.code} is not of the ${d.item} that this issue handed out. Return it where it was issued.`,
  trace_received_before: (d) => `${d.code} was kept in ${d.number} before; it cannot arrive again.`,
  trace_box_large: (d) => `Box ${d.code} holds more than ${d.most} packs; scan the smaller boxes.`,
  trace_not_here: (d) => `${d.number} cannot be scanned at here now: it has moved on, or it is the act of others.`,
  trace_scan_gone: 'This code was taken back, or is not on this paper. Reload the page.',
  trace_done: (d) => `The line of ${d.code} is posted; the scan stays.`,
  trace_alarmed: (d) => `${d.code} raised an alarm; explain it there.`,
  trace_missing: (d) =>
    `${d.packs} of ${d.item} have no trace code, and this act requires them. Scan the rest, then post.`,
  trace_own_scan: 'You scanned this code: somebody else closes the alarm.',
  trace_alarm_closed: 'Somebody has closed this alarm. Reload the page.',
  trace_code_number: (d) =>
    `“${d.value}” was taken for a number and has lost its last digits. Make the column text and export again.`,
  trace_pack_self: (d) => `${d.code} cannot lie within itself.`,
  trace_pack_other: (d) => `${d.code} lies in box ${d.box}; a code lies in one box only.`,
  trace_pack_cycle: (d) => `${d.code} would come to lie within itself.`,
  trace_box_unknown: (d) => `Nothing is known of box ${d.code}.`,
  trace_box_used: (d) => `Box ${d.code} was scanned for its packs; it is kept.`,
};
