/** Before what is open is given up: which lines, what that frees, and that it cannot be undone. */
import type { OrderHead, OrderLineShown } from '../../src/orders/record-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { Confirm } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface RemainderPageProps {
  t: Words;
  head: Pick<OrderHead, 'number' | 'version'>;
  lines: OrderLineShown[];
  form: FormState;
  formKey: string;
}

/** What giving up the line frees, in fen. */
const left = ({ line }: OrderLineShown) => line.amountFen - line.acceptedFen - line.cancelledFen;

function RemainderHead({ t, number }: { t: Words; number: string }) {
  const words = t.orders;
  return (
    <PageHead
      title={words.remainder}
      crumbs={[
        { label: words.title, href: paths.orders() },
        { label: number, href: paths.order(number), code: true },
        { label: words.remainder },
      ]}
      crumbsLabel={t.frame.position}
    />
  );
}

export function RemainderPage({ t, head, lines, form, formKey }: RemainderPageProps) {
  const words = t.orders;
  const open = lines.filter((row) => row.openBase > 0);
  const fen = open.reduce((sum, row) => sum + left(row), 0);
  const buttons = (
    <>
      <Button kind="danger">{words.remainderSubmit}</Button>
      <LinkButton href={paths.order(head.number)}>{t.frame.back}</LinkButton>
    </>
  );
  return (
    <>
      <RemainderHead t={t} number={head.number} />
      {open.length === 0 ? (
        <>
          <ErrorSummary t={t} form={form} labels={{ reason: words.remainderReason, line: words.lines }} />
          <p class="note">{words.notOpen}</p>
        </>
      ) : (
        <Confirm
          action={paths.orderRemainder(head.number)}
          question={words.remainderTitle(head.number)}
          consequences={words.remainderConsequences(fen, open.length)}
          buttons={buttons}
        >
          <ErrorSummary t={t} form={form} labels={{ reason: words.remainderReason, line: words.lines }} />
          <HiddenKey value={formKey} />
          <Hidden name="version" value={head.version} />
          <Choices
            form={form}
            name="which"
            label={words.remainderWhich}
            chosen="all"
            choices={[
              { value: 'all', title: words.remainderAll },
              { value: 'some', title: words.remainderSome },
            ]}
          />
          <Choices
            form={form}
            name="line"
            label={words.lines}
            many
            choices={open.map((row) => ({
              value: String(row.line.id),
              title: `${row.line.lineNumber}. ${row.item.genericName}`,
              text: words.frees(quantityText(t, row.openBase, row.item), left(row)),
            }))}
          />
          <TextArea form={form} name="reason" label={words.remainderReason} maxlength={200} required />
        </Confirm>
      )}
    </>
  );
}
