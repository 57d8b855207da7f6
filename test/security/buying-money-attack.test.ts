/** Every form of money under attack: refused in words, without effect, and done once. */
import { attackBuying } from './buying-attacks.ts';
import { MONEY_FORMS } from './money-forms.ts';

attackBuying(MONEY_FORMS);
