/** English words of kept files. */
import type { attachments as zh } from '../zh/attachments.ts';

export const attachments: typeof zh = {
  title: 'Files',
  note: 'added, never removed',
  caption: 'Files',
  full: (most: number) => `There are ${most} files already, as many as a record may have.`,
  none: 'No files yet.',
  file: 'File',
  fileHint: 'PDF, JPG, PNG, XLSX, CSV or OFD up to 10 MB; judged by content, not by name',
  name: 'Title',
  size: 'Size',
  addedBy: 'Added by',
  act: 'Act',
  add: 'Add a file',
  submit: 'Add file',
  added: (title) => `${title} was added`,
  withdraw: 'Withdraw',
  withdrawQuestion: (title) => `Withdraw ${title}?`,
  withdrawConsequences: [
    'The file is not deleted: it can still be opened and says that it is withdrawn, and why.',
    'This cannot be undone; add it again when needed.',
  ],
  withdrawSubmit: 'Withdraw file',
  withdrawn: (title) => `${title} was withdrawn`,
  withdrawnFor: (reason) => `Withdrawn: ${reason}`,
  reason: 'Reason',
  actPhotos: { handOver: 'At hand-over', takeOver: 'At take-over', return: 'At return', use: 'After use' },
  photo: 'Photo',
  photoHint: 'Of the thing, its parts, what is damaged; never of patients. More can be added among the files',
};
