/** Packing a dispatch: the box in hand with its scan box and contents, what is left, and all boxes beside it. */
import type { DispatchView } from '../../src/dispatches/show-queries.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import type { BoxView, Packing } from '../../src/packing/box-queries.ts';
import { leftOf } from '../../src/packing/rules.ts';
import { paths } from '../../src/paths.ts';
import type { PrintLine } from '../../src/print/print-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { DispatchStatus } from '../dispatches/dispatch-status.tsx';
import type { Words } from '../i18n/index.ts';
import { PrintButton, PrintList } from '../print/prints.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Rail } from '../ui/panel.tsx';
import { BoxList } from './box-list.tsx';
import { BoxPanel, BoxScan } from './box-panel.tsx';
import { RestPanel } from './rest-panel.tsx';

export interface PackingPageProps {
  t: Words;
  now: number;
  view: DispatchView;
  packing: Packing;
  /** The box in hand. */
  box: BoxView | undefined;
  scans: readonly { boxId: number; act: 'handed' | 'missing' | 'arrived'; at: number }[];
  prints: readonly PrintLine[];
  can: { pack: boolean };
  form: { name: string; state: FormState };
  formKey: () => string;
  scanned?: { ok: boolean; title: string; text: string; lineId?: number; refusal?: Refusal } | undefined;
}

export function PackingPage(props: PackingPageProps) {
  const { t, packing, box, can, form } = props;
  const fills = can.pack && box !== undefined && !box.sealed;
  const labels = { seal: t.packing.sealLabel };
  return (
    <div id="packing">
      <Top {...props} />
      <Columns kind="doc">
        <div class="stack">
          {form.name !== '' && <ErrorSummary t={t} form={formOf(form, form.name)} labels={labels} />}
          {packing.boxes.length === 0 && <None {...props} />}
          {fills && <BoxScan {...props} box={box} />}
          {box && <BoxPanel {...props} box={box} />}
          <RestPanel {...props} fills={fills} />
        </div>
        <Rail label={t.packing.boxes}>
          {packing.boxes.length > 0 && <BoxList {...props} />}
          <PrintList t={t} prints={props.prints} />
        </Rail>
      </Columns>
    </div>
  );
}

function None({ t, view, can, formKey }: PackingPageProps) {
  const words = t.packing;
  return (
    <Empty
      title={words.none}
      text={words.noneText}
      {...(can.pack && {
        act: (
          <form method="post" action={paths.boxes(view.record.document.number)}>
            <HiddenKey value={formKey()} />
            <Button kind="primary">{words.addFirst}</Button>
          </form>
        ),
      })}
    />
  );
}

function Top({ t, view, packing, formKey }: PackingPageProps) {
  const words = t.packing;
  const { document, sender, receiver } = view.record;
  const { number, status } = document;
  const picked = packing.lines.filter((line) => (line.pickedBase ?? 0) > 0);
  const packed = picked.filter((line) => leftOf(line) === 0);
  return (
    <PageHead
      crumbs={[
        { label: t.dispatches.title, href: paths.dispatches() },
        { label: number, href: paths.dispatch(number), code: true },
        { label: words.title },
      ]}
      crumbsLabel={t.frame.position}
      title={
        <>
          {sender.shortName} <Icon name="i-to" kind="arrow" /> {receiver.shortName}
        </>
      }
      status={<DispatchStatus t={t} status={status} badge />}
      facts={[words.count(packing.boxes.length), words.progress(packed.length, packing.lines.length)]}
      actions={
        packing.boxes.length > 0 && (
          <>
            <LinkButton icon="i-scan" href={paths.labels('dispatch', number)}>
              {words.stickers}
            </LinkButton>
            <PrintButton kind="box_label" number={number} formKey={formKey()} label={words.print} />
          </>
        )
      }
    />
  );
}
