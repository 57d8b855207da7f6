/** What the page of an order is given: the page and its panels share it. */
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { ActRow } from '../../src/documents/queries.ts';
import type { CarriedShown } from '../../src/orders/budget-queries.ts';
import type { DeliveryListed } from '../../src/orders/delivery-queries.ts';
import type { OrderHead, OrderLineShown, ServedShown } from '../../src/orders/record-queries.ts';
import type { OwedShown } from '../../src/payables/order-queries.ts';
import type { VolumeProgress } from '../../src/prices/progress-queries.ts';
import type { ReceiptShown } from '../../src/receiving/order-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface OrderPageProps {
  t: Words;
  head: OrderHead;
  lines: OrderLineShown[];
  opened:
    | {
        row: OrderLineShown;
        needs: ServedShown[];
        contract: { number: string; progress: VolumeProgress | undefined } | undefined;
      }
    | undefined;
  deliveries: DeliveryListed[];
  receipts: ReceiptShown[];
  owed: OwedShown[] | undefined;
  budgets: CarriedShown[] | undefined;
  /** Short name of the member that the supplier is too. */
  member: string | undefined;
  /** Why nothing new may be ordered from the supplier; of what is open here. */
  barred: string | undefined;
  acts: ActRow[];
  files: AttachmentLine[];
  today: string;
  can: { place: boolean; plan: boolean; party: boolean; prices: boolean; whole: boolean; catalogue: boolean };
  form: { name: string; state: FormState };
  formKey: () => string;
}
