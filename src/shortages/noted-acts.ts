/** Acts that ask for one sentence besides the version: rejecting, cancelling, closing the rest. */
import { z } from 'zod';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import { cancelShortage, closeRemainder, rejectShortage } from './commands.ts';
import { actFields, noteField } from './forms.ts';

interface NotedInput {
  number: string;
  version: number;
  note: string;
}

interface NotedAct {
  /** Its fields stand under this name. */
  act: 'reject' | 'cancel' | 'remainder';
  address: (number: string) => string;
  run: (
    services: CommandServices,
    actor: Actor,
    key: string | null,
    input: NotedInput,
  ) => Promise<Answer<{ number: string }>>;
}

export const NOTED_ACTS: readonly NotedAct[] = [
  { act: 'reject', address: paths.shortageRejection, run: rejectShortage },
  { act: 'cancel', address: paths.shortageCancellation, run: cancelShortage },
  { act: 'remainder', address: paths.shortageRemainder, run: closeRemainder },
];

/** The form of such an act: its sentence is sent as `reject.note`. */
export function notedForm(act: NotedAct['act']) {
  const sent = z.object({ ...actFields, reject: noteField, cancel: noteField, remainder: noteField });
  return sent.transform((form) => ({ ...form, note: form[act].note }));
}
