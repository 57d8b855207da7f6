/** One stocktake of equipment: scanned on a phone, decided and closed at a desk. */
import type { AssetClassRow } from '../../src/assets/record-queries.ts';
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import type { JudgedLine } from '../../src/inventories/line-queries.ts';
import type { InventoryView, LineTab } from '../../src/inventories/list-queries.ts';
import type { InventoryState } from '../../src/inventories/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import type { Page } from '../../src/web/paging.ts';
import { Attachments } from '../attachments/panel.tsx';
import { ActLog } from '../documents/act-log.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, Buttons, LinkButton } from '../ui/button.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { PaperForm } from '../ui/paper-form.tsx';
import { FoundForm, OffBookForm } from './count-forms.tsx';
import { Finds } from './find-rows.tsx';
import { LineRows } from './line-rows.tsx';
import { InventoryStatus } from './words.tsx';

export interface InventoryPageProps {
  t: Words;
  view: InventoryView;
  tab: LineTab;
  q: string | undefined;
  page: Page<JudgedLine>;
  classes: readonly AssetClassRow[];
  files: AttachmentLine[];
  back: FormBack;
  formKey: () => string;
  today: string;
  exports: boolean;
}

const TABS = ['left', 'found', 'differing', 'all'] as const;

export function InventoryPage(props: InventoryPageProps) {
  const { t, view } = props;
  const words = t.inventories;
  const { document, inventory, place, progress, can } = view;
  const report = (
    <LinkButton icon="i-print" href={paths.inventoryPaper(document.number)} newTab print>
      {words.report}
    </LinkButton>
  );
  const waiting = document.status === 'deciding' && progress.undecided > 0;
  return (
    <>
      <PageHead
        title={inventory.title}
        crumbs={[
          { label: words.title, href: paths.inventories() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<InventoryStatus t={t} status={document.status as InventoryState} badge />}
        facts={[
          place.name,
          words.progress(progress.found, progress.lines),
          ...(waiting ? [words.undecided(progress.undecided)] : []),
        ]}
        actions={report}
      />
      <Columns kind="doc">
        <div class="stack">
          <Lost {...props} />
          {can.count && <FoundForm {...props} />}
          {can.count && <OffBookForm {...props} />}
          <Lines {...props} />
          <Finds {...props} />
        </div>
        <Rail label={words.timeline}>
          <Acts {...props} />
          <Attachments
            t={t}
            subject={`document ${document.number}`}
            lines={props.files}
            title={words.files}
            {...(can.count && { formKey: props.formKey() })}
          />
          <ActLog t={t} title={words.timeline} words={words.acts} acts={view.acts} />
        </Rail>
      </Columns>
    </>
  );
}

function Lines(props: InventoryPageProps) {
  const { t, view, tab, q, page } = props;
  const words = t.inventories;
  const { number } = view.document;
  const { lines, found, differing } = view.progress;
  const counts = { left: lines - found, found, differing, all: lines };
  const tabs = TABS.map((name) => ({
    label: words.tabs[name],
    href: paths.inventory(number, { tab: name, q }),
    current: tab === name,
    count: counts[name],
  }));
  const files = (
    <ExportLinks t={t} csv={paths.inventoryExport(number, 'csv')} xlsx={paths.inventoryExport(number, 'xlsx')} />
  );
  return (
    <Panel title={words.linesTitle} padded={false} id="lines">
      <div class="body">
        <Tabs label={words.linesTitle} tabs={tabs} />
        <Filters
          t={t}
          action={paths.inventory(number)}
          kept={{ tab }}
          {...(q && { clear: paths.inventory(number, { tab }) })}
          verb={t.forms.search}
          {...(props.exports && { right: files })}
        >
          <FilterText label={words.search} name="q" placeholder={words.lineSearch} value={q} />
        </Filters>
      </div>
      {page.rows.length === 0 ? <Empty title={words.linesEmpty} text={words.intro} /> : <LineRows {...props} />}
      <NumberedPager
        t={t}
        page={page.page}
        size={page.size}
        total={page.total}
        href={(nth) => paths.inventory(number, { tab, q, page: nth })}
      />
    </Panel>
  );
}

/** What was decided lost leaves the books by a disposal alone. */
function Lost({ t, view }: InventoryPageProps) {
  const words = t.inventories;
  const { lost, can, document } = view;
  if (lost.length === 0) return null;
  const asked = { asset: lost.join(' '), reason: 'lost', why: words.lostWhy(document.number) };
  return (
    <Notice
      tone="warn"
      title={words.lostTitle(lost.length)}
      {...(can.edit && { buttons: <LinkButton href={paths.newDisposal(asked)}>{t.disposals.newSubmit}</LinkButton> })}
    >
      {words.lostText}
    </Notice>
  );
}

function Acts({ t, view, back, formKey }: InventoryPageProps) {
  const words = t.inventories;
  const { document, can } = view;
  const { number, version, status } = document;
  const common = { t, back, formKey, version, labels: { why: words.why } };
  const counting = status === 'counting';
  return (
    <>
      {can.count && (
        <PaperForm {...common} name="finish" title={words.finish} action={paths.inventoryAct(number, 'finish')}>
          <p class="muted">{words.finishText}</p>
          <Buttons>
            <Button>{words.finish}</Button>
          </Buttons>
        </PaperForm>
      )}
      {can.close && (
        <PaperForm {...common} name="close" title={words.close} action={paths.inventoryAct(number, 'close')}>
          <p class="muted">{words.closeText}</p>
          <Buttons>
            <Button kind="primary">{words.close}</Button>
          </Buttons>
        </PaperForm>
      )}
      {can.decide && (
        <PaperForm {...common} name="resume" title={words.resume} action={paths.inventoryAct(number, 'resume')}>
          <Buttons>
            <Button>{words.resume}</Button>
          </Buttons>
        </PaperForm>
      )}
      {can.edit && (counting || status === 'deciding') && (
        <PaperForm
          {...common}
          name="cancel"
          title={words.cancel}
          action={paths.inventoryAct(number, 'cancel')}
          why={{ name: 'why', label: words.why }}
        >
          <Buttons>
            <Button kind="danger">{words.cancel}</Button>
          </Buttons>
        </PaperForm>
      )}
    </>
  );
}
