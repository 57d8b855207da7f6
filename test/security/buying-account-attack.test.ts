/** Every form of account under attack: refused in words, without effect, and done once. */

import { ACCOUNT_FORMS } from './account-forms.ts';
import { attackBuying } from './buying-attacks.ts';

attackBuying(ACCOUNT_FORMS);
