/** Every form of demand under attack: refused in words, without effect, and done once. */
import { attackBuying } from './buying-attacks.ts';
import { DEMAND_FORMS } from './demand-forms.ts';

attackBuying(DEMAND_FORMS);
