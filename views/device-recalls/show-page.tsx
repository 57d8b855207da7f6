/** One recall: what the notice says, every thing that it means with what was done, files, acts and timeline. */
import type { RecalledCard } from '../../src/device-recalls/card-queries.ts';
import type { DeviceRecallView } from '../../src/device-recalls/page-queries.ts';
import { CARD_TABS, type CardTab } from '../../src/device-recalls/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { PaperPage } from '../documents/paper-page.tsx';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Tabs } from '../ui/filters.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { type Fact, knownFacts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { RecallActs } from './act-forms.tsx';
import { DeviceRecallStatus, LevelTag, RecallDue, ResultText } from './words.tsx';

type ShownCard = RecalledCard & { mine: boolean };

export interface DeviceRecallPageProps {
  t: Words;
  view: DeviceRecallView;
  tab: CardTab;
  rows: ShownCard[];
  next: string | undefined;
  paged: boolean;
  back: FormBack;
  formKey: () => string;
  today: string;
  export: boolean;
}

export function DeviceRecallPage(props: DeviceRecallPageProps) {
  const { t, view } = props;
  const words = t.deviceRecalls;
  const { document, recall, counts } = view;
  return (
    <PaperPage
      t={t}
      title={recall.title}
      number={document.number}
      crumbs={[{ label: words.title, href: paths.deviceRecalls() }]}
      status={<DeviceRecallStatus t={t} status={view.status} badge />}
      facts={[document.number, words.progress(counts.done, counts.cards, counts.places)]}
      across={factsOf(props)}
      files={{ title: words.files, lines: view.files, formKey: view.can.keepFiles ? props.formKey() : undefined }}
      log={{ title: words.timeline, words: words.acts, acts: view.acts }}
      acts={<RecallActs {...props} />}
    >
      <Cards {...props} />
    </PaperPage>
  );
}

function factsOf({ t, view, today }: DeviceRecallPageProps): Fact[] {
  const words = t.deviceRecalls;
  const { recall, serials } = view;
  return knownFacts([
    { label: words.level, value: <LevelTag t={t} level={view.level} /> },
    { label: words.measure, value: words.measures[recall.measure] },
    { label: t.equipment.registrationNumber, value: recall.registrationNumber ?? '' },
    { label: t.equipment.model, value: recall.model ?? '' },
    { label: 'UDI-DI', value: recall.udiDi ?? '' },
    { label: words.serials, value: serials.length === 0 ? words.allSerials : serials.join(' ') },
    { label: words.reason, value: recall.reason },
    { label: words.source, value: words.sources[recall.source], note: recall.noticeNumber },
    { label: words.receivedOn, value: recall.receivedOn },
    view.status === 'open'
      ? { label: words.dueOn, value: <RecallDue t={t} dueOn={recall.dueOn} today={today} />, note: recall.dueOn }
      : { label: words.dueOn, value: recall.dueOn },
  ]);
}

function Cards(props: DeviceRecallPageProps) {
  const { t, view, tab, rows, next, paged } = props;
  const words = t.deviceRecalls;
  const { number } = view.document;
  const { cards, done } = view.counts;
  const counts = { waiting: cards - done, done, all: cards };
  const tabs = CARD_TABS.map((one) => ({
    label: words.tabs[one],
    href: paths.deviceRecall(number, { tab: one }),
    current: tab === one,
    count: counts[one],
  }));
  const export_ = (format: 'csv' | 'xlsx') => paths.deviceRecallExport(number, format, { tab });
  return (
    <Panel title={words.cardsTitle} padded={false} id="cards">
      <div class="body">
        <Tabs label={words.cardsTitle} tabs={tabs} />
        {props.export && (
          <div class="buttons right">
            <ExportLinks t={t} csv={export_('csv')} xlsx={export_('xlsx')} />
          </div>
        )}
      </div>
      {rows.length === 0 ? <p class="body note">{words.cardsNone}</p> : <CardRows t={t} rows={rows} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.deviceRecall(number, { tab }) })}
        {...(next !== undefined && { next: paths.deviceRecall(number, { tab, after: next }) })}
      />
    </Panel>
  );
}

function CardRows({ t, rows }: Pick<DeviceRecallPageProps, 't' | 'rows'>) {
  const words = t.deviceRecalls;
  const head = (
    <>
      <Head>{words.thing}</Head>
      <Head>{t.equipment.serialNumber}</Head>
      <Head>{words.place}</Head>
      <Head>{t.equipment.state}</Head>
      <Head>{words.result}</Head>
    </>
  );
  return (
    <Table caption={words.cardsTitle} head={head} inset stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <span class="item">
              <a href={paths.equipmentCard(row.number)}>{row.name}</a>
              <small>{`${row.number} ${row.model}`}</small>
            </span>
          </td>
          <td class="span-3" data-label={t.equipment.serialNumber}>
            {row.serialNumber}
          </td>
          <td class="span-3">{[row.place, row.room].filter(Boolean).join(' ')}</td>
          <td class="span-2">
            <AssetStatus t={t} status={row.status} />
          </td>
          <td class="span-4">
            <span class="item">
              <ResultText t={t} result={row.answer?.result ?? null} />
              {row.answer && <small>{[row.answer.doneOn, row.answer.by, row.answer.note].join(' ')}</small>}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}
