/** What every row of the queue is made with, and what it is before it is sorted. */
import type { Words } from '../i18n/index.ts';
import type { QueueEntry } from '../ui/queue.tsx';

export interface Made {
  entry: QueueEntry;
  /** UTC ms by which it should be done; late things stand first. */
  dueAt: number;
}

export interface Context {
  t: Words;
  now: number;
  today: string;
  /** The number of a submission, for each form on the page. */
  newKey: () => string;
  duties: { registers: boolean };
}
