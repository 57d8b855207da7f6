/** One count of a shelf: scanned on a phone, closed by another person. */
import type { CountedLine } from '../../src/consignment-counts/line-queries.ts';
import type { LineTab, ShelfCountView } from '../../src/consignment-counts/list-queries.ts';
import type { ShelfCountState } from '../../src/consignment-counts/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import type { Page } from '../../src/web/paging.ts';
import { ActLog } from '../documents/act-log.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { formOf } from '../ui/form-state.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import { LineRows, Strays } from './line-rows.tsx';
import { ScanForm, StrayForm } from './scan-forms.tsx';
import { ShelfCountStatus } from './words.tsx';

export interface ShelfCountPageProps {
  t: Words;
  view: ShelfCountView;
  tab: LineTab;
  q: string | undefined;
  page: Page<CountedLine>;
  counts: Record<LineTab, number>;
  unseen: CountedLine[];
  back: FormBack;
  formKey: () => string;
  exports: boolean;
}

export function ShelfCountPage(props: ShelfCountPageProps) {
  const { t, view, unseen } = props;
  const words = t.shelfCounts;
  const { document, count, place, lines, can } = view;
  const seen = lines.filter(({ line }) => line.seen !== null).length;
  const open = document.status === 'counting' || document.status === 'deciding';
  const left = open && unseen.length > 0 ? [words.waiting(unseen.length)] : [];
  return (
    <>
      <PageHead
        title={count.shelf || words.allShelves}
        crumbs={[
          { label: words.title, href: paths.shelfCounts() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<ShelfCountStatus t={t} status={document.status as ShelfCountState} badge />}
        facts={[place.name, words.progress(seen, lines.length), ...left]}
      />
      <Columns kind="doc">
        <div class="stack">
          {view.hand && <Advice icon="i-user">{words.hand}</Advice>}
          {can.scan && <ScanForm {...props} />}
          {can.scan && <StrayForm {...props} />}
          {can.close && <CloseForm {...props} />}
          <Lines {...props} />
          <Strays {...props} />
        </div>
        <Rail label={words.timeline}>
          <Acts {...props} />
          <ActLog t={t} title={words.timeline} words={words.acts} acts={view.acts} />
        </Rail>
      </Columns>
    </>
  );
}

const TABS = ['missing', 'seen', 'gone', 'all'] as const;

function Lines(props: ShelfCountPageProps) {
  const { t, view, tab, q, page, counts } = props;
  const words = t.shelfCounts;
  const { number } = view.document;
  const tabs = TABS.map((name) => ({
    label: words.tabs[name],
    href: paths.shelfCount(number, { tab: name, q }),
    current: tab === name,
    count: counts[name],
  }));
  const files = (
    <ExportLinks t={t} csv={paths.shelfCountExport(number, 'csv')} xlsx={paths.shelfCountExport(number, 'xlsx')} />
  );
  return (
    <Panel title={words.lines} padded={false} id="lines">
      <div class="body">
        <Tabs label={words.lines} tabs={tabs} />
        <Filters
          t={t}
          action={paths.shelfCount(number)}
          kept={{ tab }}
          {...(q && { clear: paths.shelfCount(number, { tab }) })}
          verb={t.forms.search}
          {...(props.exports && { right: files })}
        >
          <FilterText label={words.search} name="q" placeholder={words.lineSearch} value={q} />
        </Filters>
      </div>
      {page.rows.length === 0 ? (
        <Empty title={words.linesEmpty} text={words.linesEmptyText} />
      ) : (
        <LineRows {...props} />
      )}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(nth) => paths.shelfCount(number, { tab, q, page: nth })}
      />
    </Panel>
  );
}

/** The second person says of each unit that was not seen that it is missing. */
function CloseForm({ t, view, unseen, back, formKey }: ShelfCountPageProps) {
  const words = t.shelfCounts;
  const { number, version } = view.document;
  const labels = { missing: words.confirmMissing };
  const choices = unseen.map((row) => ({
    value: String(row.unit.id),
    title: `${row.name} ${row.strength}`,
    text: [row.unit.serial, row.unit.lotNumber, row.unit.shelf, row.supplier ?? words.own].join(' '),
  }));
  const common = { t, back, formKey, version, labels };
  return (
    <PaperForm {...common} name="close" title={words.close} action={paths.shelfCountAct(number, 'close')}>
      {choices.length > 0 && (
        <Choices form={formOf(back, 'close')} name="missing" label={words.confirmMissing} choices={choices} many />
      )}
      <p class="muted">{choices.length > 0 ? words.closeText : words.closeNothing}</p>
      <Buttons>
        <Button kind="primary">{words.close}</Button>
      </Buttons>
    </PaperForm>
  );
}

function Acts({ t, view, back, formKey }: ShelfCountPageProps) {
  const words = t.shelfCounts;
  const { document, can } = view;
  const { number, version } = document;
  const common = { t, back, formKey, version, labels: { why: words.why } };
  const plain = can.scan ? ('finish' as const) : ('resume' as const);
  return (
    <>
      {(can.scan || can.move) && (
        <PaperForm {...common} name={plain} title={words[plain]} action={paths.shelfCountAct(number, plain)}>
          <p class="muted">{plain === 'finish' ? words.finishText : words.resumeText}</p>
          <Buttons>
            <Button>{words[plain]}</Button>
          </Buttons>
        </PaperForm>
      )}
      {can.cancel && (
        <PaperForm
          {...common}
          name="cancel"
          title={words.cancel}
          action={paths.shelfCountAct(number, 'cancel')}
          why={{ name: 'why', label: words.why }}
        >
          <p class="muted">{words.cancelText}</p>
          <Buttons>
            <Button kind="danger">{words.cancel}</Button>
          </Buttons>
        </PaperForm>
      )}
    </>
  );
}
