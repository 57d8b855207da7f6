/** One probe: its curve with limits and excursions, its readings, and what can be done with it. */
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import { paths } from '../../src/paths.ts';
import type { LoggerCase, ShownCalibration, ShownReading } from '../../src/storage/logger-queries.ts';
import type { LoadedLogger } from '../../src/storage/logger-record.ts';
import { CURVE_DAYS } from '../../src/storage/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import { Attachments } from '../attachments/panel.tsx';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Tabs } from '../ui/filters.tsx';
import { fullMoment, momentText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { Curve, type CurveData } from './curve.tsx';
import { LoggerActs } from './logger-acts.tsx';
import { CaseStatus, measureText, ProbeStatus, rangeText, tenthsText } from './words.tsx';

export interface LoggerPageProps {
  t: Words;
  view: LoadedLogger;
  /** Stores of the member. */
  stores: { id: number; name: string }[];
  days: (typeof CURVE_DAYS)[number];
  curves: CurveData[];
  readings: ShownReading[];
  next: string | undefined;
  paged: boolean;
  cases: LoggerCase[];
  calibrations: ShownCalibration[];
  /** Certificates and what else is kept with the probe. */
  files: AttachmentLine[];
  form: { name: string; state: FormState };
  formKey: () => string;
  can: { log: boolean; manage: boolean; export: boolean };
  now: number;
  today: string;
  soon: string;
}

export function LoggerPage(props: LoggerPageProps) {
  const { t, view, cases, now } = props;
  const words = t.storage;
  const { logger, place } = view;
  const lasting = cases.find((one) => one.endedAt === null)?.number ?? null;
  return (
    <>
      <PageHead
        title={logger.name}
        crumbs={[
          { label: words.loggersTitle, href: paths.loggers() },
          { label: logger.code, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<ProbeStatus t={t} probe={{ ...logger, lasting }} now={now} badge />}
        facts={[place.shortName, view.location?.name ?? words.travels, logger.code]}
      />
      <ProbeFacts {...props} />
      <Columns kind="doc">
        <div class="stack">
          <Curves {...props} />
          <Readings {...props} />
          <Attachments
            t={t}
            title={words.certificates}
            subject={`logger ${logger.code}`}
            lines={props.files}
            {...(props.can.manage && { formKey: props.formKey() })}
          />
        </div>
        <Rail label={words.facts}>
          <LoggerActs {...props} />
          <Panel title={words.casesOf} padded={false}>
            <Cases {...props} />
          </Panel>
          <Panel title={words.calibrations} padded={false}>
            <Calibrations {...props} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

function ProbeFacts({ t, view, soon }: LoggerPageProps) {
  const words = t.storage;
  const { logger } = view;
  const { humidityLowTenths: low, humidityHighTenths: high } = logger;
  const due = logger.calibrationDueOn;
  return (
    <Facts
      across
      facts={[
        { label: words.limits, value: rangeText(t, 'temperature', logger) },
        ...(low !== null && high !== null
          ? [
              {
                label: words.measures.humidity,
                value: rangeText(t, 'humidity', { lowTenths: low, highTenths: high }),
              },
            ]
          : []),
        { label: words.everyMinutes, value: words.every(logger.everyMinutes) },
        { label: words.graceMinutes, value: words.grace(logger.graceMinutes) },
        {
          label: words.lastReading,
          value: logger.lastReadingAt === null ? words.never : fullMoment(logger.lastReadingAt),
        },
        { label: words.calibrationDue, value: due <= soon ? <Tag tone="warn">{due}</Tag> : due },
      ]}
    />
  );
}

function Curves({ t, view, curves, days, today }: LoggerPageProps) {
  const words = t.storage;
  const { code } = view.logger;
  const tabs = CURVE_DAYS.map((one) => ({
    label: words.curveDays[one],
    href: paths.logger(code, { days: String(one) }),
    current: one === days,
  }));
  return (
    <>
      <Tabs label={words.curve} tabs={tabs} />
      {curves.map((data) => {
        const name = data.measure === 'temperature' ? words.curve : words.humidityCurve;
        return (
          <Panel title={name}>
            <Curve
              t={t}
              id={`curve-${data.measure}`}
              title={words.curveOf(words.measures[data.measure], code)}
              data={data}
              today={today}
            />
          </Panel>
        );
      })}
    </>
  );
}

function isOut(row: ShownReading, { logger }: LoadedLogger): boolean {
  const { humidityLowTenths: low, humidityHighTenths: high } = logger;
  const { temperatureTenths: degrees, humidityTenths: damp } = row;
  const wet = damp !== null && low !== null && high !== null && (damp < low || damp > high);
  return wet || degrees < logger.lowTenths || degrees > logger.highTenths;
}

function Readings({ t, view, readings, days, next, paged, can, now }: LoggerPageProps) {
  const words = t.storage;
  const { code } = view.logger;
  const files = (format: 'csv' | 'xlsx') => paths.loggerExport(code, format, { days: String(days) });
  const head = (
    <>
      <Head>{words.time}</Head>
      <Head num>{words.temperature}</Head>
      <Head num>{words.humidity}</Head>
      <Head>{words.state}</Head>
      <Head>{words.source}</Head>
    </>
  );
  return (
    <Panel title={words.readings} note={words.readingsNote} padded={false} id="readings">
      {can.export && (
        <div class="body buttons">
          <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} />
        </div>
      )}
      {readings.length === 0 ? (
        <p class="body note">{words.noReadings}</p>
      ) : (
        <Table caption={words.readings} head={head} inset>
          {readings.map((row) => (
            <tr>
              <td>{momentText(t, row.at, now)}</td>
              <td class="num">{tenthsText(row.temperatureTenths)}</td>
              <td class="num">{row.humidityTenths === null ? '' : tenthsText(row.humidityTenths)}</td>
              <td>{isOut(row, view) && <Tag tone="danger">{words.out}</Tag>}</td>
              <td class="note">
                {words.sources[row.source]} {row.personName ?? ''}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <div class="body">
        <KeysetPager
          t={t}
          shown={readings.length}
          {...(paged && { first: paths.logger(code, { days: String(days) }) })}
          {...(next !== undefined && { next: paths.logger(code, { days: String(days), after: next }) })}
        />
      </div>
    </Panel>
  );
}

function Cases({ t, cases, now }: LoggerPageProps) {
  const words = t.storage;
  if (cases.length === 0) return <p class="body note">{words.noCases}</p>;
  return (
    <ol class="log body">
      {cases.map((one) => (
        <li>
          <b>
            <Code href={paths.excursion(one.number)}>{one.number}</Code>
          </b>{' '}
          {words.measures[one.measure]} {measureText(t, one.measure, one.worstTenths)}{' '}
          <CaseStatus t={t} status={one.status} lasts={one.endedAt === null} />
          <small>
            {momentText(t, one.startedAt, now)}–{one.endedAt === null ? words.lasts : momentText(t, one.endedAt, now)}
          </small>
        </li>
      ))}
    </ol>
  );
}

function Calibrations({ t, calibrations, files }: LoggerPageProps) {
  const words = t.storage;
  if (calibrations.length === 0) return <p class="body note">{words.calibrationNone}</p>;
  return (
    <ol class="log body">
      {calibrations.map((one) => (
        <li>
          <b>{one.calibratedOn}</b> <Certificate name={one.certificate} files={files} />{' '}
          <Tag {...(!one.passed && { tone: 'danger' as const })}>{words.results[one.passed ? 'passed' : 'failed']}</Tag>
          <small>
            {t.formats.until(one.dueOn)} {one.personName ?? ''}
          </small>
        </li>
      ))}
    </ol>
  );
}

/** The number of a certificate, leading to its file when it is kept. */
function Certificate({ name, files }: { name: string; files: AttachmentLine[] }) {
  const file = files.findLast((one) => one.title === name && one.withdrawnAt === null);
  return file === undefined ? <span>{name}</span> : <a href={paths.attachment(file.id)}>{name}</a>;
}
