/** English sentences of refused scans and labels. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsScanning as zh } from '../zh/refusals-scanning.ts';

export const refusalsScanning: Record<keyof typeof zh, RefusalSentence> = {
  scan_label_check: (d) => `The check digit of label ${d.value} is wrong. Scan again, or compare with the label.`,
  label_copies: (d) => `At most ${d.most} labels at a time; this asks for ${d.asked}. Print fewer, several times.`,
  label_nothing: 'There is nothing to print. Finish the inspection or the picking first.',
  label_skip: (d) => `The sheet has ${d.places} labels: ${d.asked} cannot be left out.`,
};
