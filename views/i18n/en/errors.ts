/** English words of what goes wrong with a request. */
import type { errors as zh } from '../zh/errors.ts';

export const errors: typeof zh = {
  needsRole: (roles) => `Roles that may: ${roles}.`,
  notFound: {
    title: 'This page was not found',
    text: 'The address is wrong, or the record is outside what you may see. Start again from the home page.',
  },
  forbidden: {
    title: 'Your role may not do this',
    text: 'Nothing was changed. If you need it, ask the head of your organisation or the pharmacy department.',
  },
  foreignOrigin: {
    title: 'The request came from another site',
    text: 'For safety it was not carried out. Open the page here again and submit once more.',
  },
  notAllowed: {
    title: 'This address does not take that kind of request',
    text: 'Nothing was changed. Use the buttons on the page.',
  },
  tooLarge: {
    title: 'What was sent is too large',
    text: 'Nothing was saved. Make the file smaller, or send it in parts.',
  },
  wrongType: {
    title: 'What was sent has the wrong format',
    text: 'Nothing was saved. Submit the form on the page again.',
  },
  refused: { title: 'Not done', text: 'Nothing was changed.' },
  tooMany: { title: 'Too many requests', text: 'This one was not carried out. Wait a little and try again.' },
  broken: {
    title: 'The program failed; this step was not saved',
    text:
      'The error is recorded and earlier work is safe. ' +
      'Try again; if it stays, tell the pharmacy department the number.',
  },
  reference: (reference) => `Reference ${reference}`,
  home: 'Back to today',
  refusedWithoutWords: (code) =>
    `Not done; nothing was changed. Reload and try again; if it stays, tell the pharmacy department the code ${code}.`,
};
