/** Every form of the buying side, for what is asked of all of them at once. */
import { ACCOUNT_FORMS } from './account-forms.ts';
import type { BuyingForm } from './buying-form.ts';
import { DEMAND_FORMS } from './demand-forms.ts';
import { MONEY_FORMS } from './money-forms.ts';
import { ORDER_FORMS } from './order-forms.ts';
import { PLAN_FORMS } from './plan-forms.ts';
import { RECEIVING_FORMS } from './receiving-forms.ts';

export const BUYING_FORMS: BuyingForm[] = [
  ...DEMAND_FORMS,
  ...PLAN_FORMS,
  ...ORDER_FORMS,
  ...RECEIVING_FORMS,
  ...MONEY_FORMS,
  ...ACCOUNT_FORMS,
];
