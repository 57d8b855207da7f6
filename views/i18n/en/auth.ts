/** English words of the door: login, password, the demonstration's list. */
import type { auth as zh } from '../zh/auth.ts';

export const auth: typeof zh = {
  title: 'Sign in',
  motto: 'Medicines and equipment: one formulary, one account, one ledger.',
  account: 'Staff number or mobile number',
  password: 'Password',
  passwordHint:
    'Five wrong passwords lock the login for 1 minute; each further one doubles it, up to 30 minutes. The first time, use the initial password from your administrator.',
  enter: 'Sign in',
  forgotten: 'Forgotten password: ask the system administrator to reset it under “Users”.',
  watched: 'Every sign-in and every change is recorded. Never use a colleague’s login.',
  overview: 'The system and its notices',
  net: (branches: number) =>
    `One central pharmacy, four campuses, ${branches} branches and about three hundred village clinics`,
  hub: 'Central pharmacy',
  notices: {
    system: 'System',
    running: 'Running normally',
    session: 'After 30 minutes without use, or 12 hours in all, you sign in again',
    rules: 'Rules',
    dated: 'Formulary and time limits hold by date; older documents show the rules of their day',
    help: 'Help',
    duty: 'Emergency medicine missing? Call the duty pharmacist as well',
  },
  signedOut: 'You have signed out',
  demo: {
    title: 'Demonstration data: press a person to sign in',
    text: 'County, people, medicines and documents are for demonstration. In real use there is no such list and everyone needs a password.',
    enterAs: (name: string) => `Sign in as ${name}`,
  },
  change: {
    title: 'Change password',
    first: 'First sign-in: choose your own password',
    firstText: 'The initial password works only this once. Then the system is open to you.',
    current: 'Current password',
    password: 'New password',
    hint: 'At least 8 characters; long is safer than complicated. Any script, spaces and signs. Not your login or name, and no common password.',
    again: 'New password again',
    submit: 'Change password',
    consequence: 'You will be signed out on every other computer and phone.',
    done: 'Password changed',
    doneText: 'You have been signed out on all other devices.',
  },
  second: {
    hint:
      'Narcotic, psychotropic I and toxic drugs need two people: you are the first, by the password you signed in with; ' +
      'another one of this place who may types the own login and password here. It is checked, never kept.',
    login: 'Login of the second person',
    password: 'Password of the second person',
  },
};
