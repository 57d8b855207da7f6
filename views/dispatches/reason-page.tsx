/** Cancelling and reversing have a page of their own that names what will happen and asks why. */
import type { DispatchView } from '../../src/dispatches/show-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { Confirm } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { DispatchStatus } from './dispatch-status.tsx';

interface ReasonPageProps {
  t: Words;
  act: 'cancel' | 'reverse';
  view: DispatchView;
  form: FormState;
  formKey: string;
  /** The version the person saw. */
  version: number;
}

export function ReasonPage({ t, act, view, form, formKey, version }: ReasonPageProps) {
  const { document, sender } = view.record;
  const { number } = document;
  const requests = new Set(view.serves.filter((one) => one.quantityBase > 0).map((one) => one.number)).size;
  const { cancel, reverse } = t.dispatches;
  const words = t.dispatches[act];
  const consequences =
    act === 'cancel'
      ? [
          cancel.consequences.stock(view.lines.length),
          cancel.consequences.shortages(requests),
          cancel.consequences.final,
        ]
      : [
          reverse.consequences.stock(sender.shortName),
          reverse.consequences.shortages(requests),
          reverse.consequences.paper,
        ];
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
        status={<DispatchStatus t={t} status={document.status} badge />}
      />
      <ErrorSummary t={t} form={form} />
      <Confirm
        action={act === 'cancel' ? paths.dispatchCancellation(number) : paths.dispatchReversal(number)}
        question={words.question(number)}
        consequences={consequences}
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
        {act === 'reverse' && view.controlled && <SecondPersonFields t={t} form={form} />}
      </Confirm>
    </>
  );
}
