/** Taking one line off a dispatch: which, what follows, and why. */
import type { DispatchLineView, DispatchView } from '../../src/dispatches/show-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { Confirm } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { DispatchStatus } from './dispatch-status.tsx';

interface DropLinePageProps {
  t: Words;
  view: DispatchView;
  line: DispatchLineView;
  form: FormState;
  formKey: string;
  /** The version the person saw. */
  version: number;
}

export function DropLinePage({ t, view, line, form, formKey, version }: DropLinePageProps) {
  const { number, status } = view.record.document;
  const words = t.dispatches.drop;
  const asked = quantityText(t, line.quantityBase, line.shape);
  const requests = view.serves.filter((one) => one.lineId === line.id && one.quantityBase > 0);
  const numbers = [...new Set(requests.map((one) => one.number))];
  return (
    <>
      <PageHead
        crumbs={[
          { label: t.dispatches.title, href: paths.dispatches() },
          { label: number, href: paths.dispatch(number), code: true },
          { label: words.title },
        ]}
        crumbsLabel={t.frame.position}
        title={words.title}
        status={<DispatchStatus t={t} status={status} badge />}
      />
      <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
      <Confirm
        action={paths.dispatchLineRemoval(number, line.id)}
        question={words.question(line.itemName, line.lotNumber, asked)}
        consequences={[
          words.stock(asked),
          words.shortages(numbers),
          ...(line.pickedBase === null ? [] : [words.putBack(quantityText(t, line.pickedBase, line.shape))]),
          words.final,
        ]}
        buttons={
          <>
            <LinkButton href={paths.dispatch(number)}>{words.back}</LinkButton>
            <Button kind="danger">{words.button}</Button>
          </>
        }
      >
        <HiddenKey value={formKey} />
        <Hidden name="version" value={version} />
        <TextArea form={form} name="reason" label={words.reason} required maxlength={300} />
      </Confirm>
    </>
  );
}
