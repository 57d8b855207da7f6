/** The page of the scan box: what a code is, and what this person may see and do about it. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { FoundPlace, Resolved } from '../../src/scanning/resolve-queries.ts';
import type { LotStanding } from '../../src/scanning/standing-queries.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { Scan, ScanResult } from '../ui/scan.tsx';
import { ScanQuestion } from '../ui/scan-question.tsx';
import { Code } from '../ui/values.tsx';
import { FoundItems, FoundLots } from './found-goods.tsx';

export interface ScanPageProps {
  t: Words;
  /** As it was sent; empty when the page was just opened. */
  code: string;
  found: Resolved | undefined;
  /** What lies where of the lots that were found. */
  standing: ReadonlyMap<number, LotStanding>;
  can: { stock: boolean; issue: boolean; register: boolean; print: boolean; county: boolean };
  /** Code of the viewer's organisation. */
  ownCode: string;
  expiry: ExpiryView;
}

export function ScanPage(props: ScanPageProps) {
  const { t, found } = props;
  const words = t.scanning;
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.hint]}
        actions={
          props.can.print && (
            <LinkButton href={paths.placeLabels()} icon="i-print" class="desk-only">
              {words.ownLabels}
            </LinkButton>
          )
        }
      />
      <Scan t={t} method="get" action={paths.scan()} label={words.label} button={words.button} />
      {found === undefined ? <Help {...props} /> : <Answer {...props} found={found} />}
    </>
  );
}

function Help({ t, can }: ScanPageProps) {
  const words = t.scanning;
  return (
    <Panel title={words.helpTitle} {...(can.print && { link: { href: paths.placeLabels(), label: words.ownLabels } })}>
      <ul class="stack">
        {words.help.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </Panel>
  );
}

type AnswerProps = ScanPageProps & { found: Resolved };

function Answer(props: AnswerProps) {
  const { t, found } = props;
  const facts = factsOf(props);
  return (
    <div class="stack">
      {found.unread !== null && (
        <div>
          <ScanResult tone="danger" title={t.scanning.unreadTitle} text={refusalText(t, found.unread)} />
          <ScanQuestion t={t} refusal={found.unread} action={paths.scan()} method="get" />
        </div>
      )}
      <Nothing {...props} />
      {found.document && <Paper {...props} document={found.document} />}
      {found.place && <Place {...props} place={found.place} />}
      <FoundLots {...props} />
      <FoundItems {...props} />
      {facts.length > 1 && <Facts across facts={facts} />}
    </div>
  );
}

function factsOf({ t, found }: AnswerProps): Fact[] {
  const { scanned } = found;
  if (scanned === null) return [];
  const words = t.scanning.says;
  const said: [string, string | number | null][] = [
    [words.kind, t.scanning.kinds[scanned.kind]],
    [words.lot, scanned.lotNumber],
    [words.expires, scanned.expiresOn],
    [words.made, scanned.madeOn],
    [words.serial, scanned.serial],
    [words.count, scanned.count],
    [words.unit, scanned.unit],
    [words.trace, scanned.kind === 'trace' ? scanned.text : null],
  ];
  return said.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value: String(value) }]));
}

/** Why nothing was found, with what to do about it. */
function whyNothing({ t, found, code }: AnswerProps): string {
  const words = t.scanning;
  const { scanned } = found;
  if (scanned === null || scanned.kind === 'text') {
    const number = scanned?.documentNumber ?? null;
    return number === null ? words.nothingText : words.nothingNumber(number);
  }
  if (scanned.kind === 'label') return words.nothingLabel;
  if (scanned.kind === 'trace') return words.nothingTrace;
  if (scanned.kind === 'gs1' && scanned.itemCodes.length === 0) return words.nothingUnit;
  return scanned.isMisread && code !== '' ? words.misread : words.nothingCode;
}

const LONGEST_SHOWN = 60;

function Nothing(props: AnswerProps) {
  const { t, found, code } = props;
  const something = found.document ?? found.place ?? found.lots[0] ?? found.items[0];
  if (something !== undefined || found.unread !== null) return null;
  const typed = (found.scanned?.text ?? code).replaceAll('\u001d', ' ');
  const shown = typed.length > LONGEST_SHOWN ? `${typed.slice(0, LONGEST_SHOWN)}…` : typed;
  return <ScanResult tone="warn" title={t.scanning.nothing(shown)} text={whyNothing(props)} />;
}

function Paper({ t, found, document, can }: AnswerProps & { document: NonNullable<Resolved['document']> }) {
  const words = t.scanning;
  const { kind, number } = document;
  const label = found.scanned?.label;
  const box = label?.kind === 'box' ? words.box_of(label.box, label.of) : '';
  const boxes = kind === 'dispatch' && can.print;
  return (
    <Panel title={words.documentTitle} note={box}>
      <div class="found">
        <Code href={documentPath(kind, number)}>{number}</Code>
        <div class="buttons">
          <LinkButton href={documentPath(kind, number)} kind="primary">
            {words.openDocument}
          </LinkButton>
          {boxes && (
            <LinkButton href={paths.labels('dispatch', number)} icon="i-print">
              {words.labels}
            </LinkButton>
          )}
        </div>
      </div>
    </Panel>
  );
}

function Place({ t, place, can }: AnswerProps & { place: FoundPlace }) {
  const words = t.scanning;
  const zones: Record<string, string> = t.organisations.zones;
  return (
    <Panel title={words.placeTitle}>
      <div class="found">
        <p>
          <b>{place.name}</b> {place.organisationName} {zones[place.zone] ?? place.zone}
        </p>
        <div class="buttons">
          <LinkButton href={paths.stockOf(place.organisationCode)} kind="primary">
            {words.placeStock}
          </LinkButton>
          {can.print && (
            <LinkButton href={paths.labels('place', place.id)} icon="i-print">
              {words.labels}
            </LinkButton>
          )}
        </div>
      </div>
    </Panel>
  );
}
