/** Probes as a list: where they are, what they measured last, and what is wrong with them. */
import { paths } from '../../src/paths.ts';
import type { ListedLogger, LoggerFilter } from '../../src/storage/logger-queries.ts';
import { LOGGER_STATES } from '../../src/storage/rules.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item } from '../ui/values.tsx';
import { ProbeStatus, rangeText, readingText, StorageTabs } from './words.tsx';

export interface LoggersPageProps {
  t: Words;
  filter: LoggerFilter;
  rows: ListedLogger[];
  next: string | undefined;
  paged: boolean;
  can: { manage: boolean; export: boolean };
  now: number;
  /** Calibrations that lapse until then are told. */
  soon: string;
}

export function LoggersPage(props: LoggersPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.storage;
  const query = { ...filter };
  const register = can.manage && (
    <LinkButton kind="primary" icon="i-plus" href={paths.newLogger()}>
      {words.newLogger}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.loggersTitle} facts={[words.loggersIntro]} {...(register && { actions: register })} />
      <StorageTabs t={t} current="loggers" />
      <KeyedRegister
        t={t}
        words={{ ...words, searchHint: words.loggerSearchHint }}
        states={LOGGER_STATES}
        anyState={words.inUse}
        query={query}
        href={paths.loggers}
        exports={can.export ? paths.loggersExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyLoggers, text: words.emptyLoggersText }}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows, now, soon }: LoggersPageProps) {
  const words = t.storage;
  const head = (
    <>
      <Head>{words.probe}</Head>
      <Head>{words.place}</Head>
      <Head>{words.location}</Head>
      <Head>{words.limits}</Head>
      <Head>{words.now}</Head>
      <Head>{words.state}</Head>
      <Head>{words.calibrationDue}</Head>
    </>
  );
  return (
    <Table caption={words.loggersTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <Item name={row.code} detail={row.name} href={paths.logger(row.code)} />
          </td>
          <td class="span-2">{row.place}</td>
          <td class="span-3">{row.storeName ?? words.travels}</td>
          <td class="span-3" data-label={words.limits}>
            {rangeText(t, 'temperature', row)}
          </td>
          <td class="span-4" data-label={words.now}>
            {row.temperatureTenths === null || row.lastReadingAt === null ? (
              <span class="note">{words.never}</span>
            ) : (
              <>
                {readingText(t, { ...row, temperatureTenths: row.temperatureTenths })}{' '}
                <span class="note">{momentText(t, row.lastReadingAt, now)}</span>
              </>
            )}
          </td>
          <td class="span-3">
            <ProbeStatus t={t} probe={row} now={now} />
          </td>
          <td class="span-3" data-label={words.calibrationDue}>
            {row.calibrationDueOn <= soon && row.active ? (
              <Tag tone="warn">{row.calibrationDueOn}</Tag>
            ) : (
              row.calibrationDueOn
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
