/** Every form of receiving under attack: refused in words, without effect, and done once. */
import { attackBuying } from './buying-attacks.ts';
import { RECEIVING_FORMS } from './receiving-forms.ts';

attackBuying(RECEIVING_FORMS);
