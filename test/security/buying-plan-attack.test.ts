/** Every form of plan under attack: refused in words, without effect, and done once. */
import { attackBuying } from './buying-attacks.ts';
import { PLAN_FORMS } from './plan-forms.ts';

attackBuying(PLAN_FORMS);
