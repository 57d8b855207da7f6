/** Every form of order under attack: refused in words, without effect, and done once. */
import { attackBuying } from './buying-attacks.ts';
import { ORDER_FORMS } from './order-forms.ts';

attackBuying(ORDER_FORMS);
