/** One card: what it is, where it came from, whose it is, its files and everything that happened. */

import type { AssetCard, AssetEventRow } from '../../src/assets/record-queries.ts';
import { CORRECTABLE, type LargeKind, type PurchaseMethod } from '../../src/assets/rules.ts';
import type { AttachmentLine } from '../../src/attachments/queries.ts';
import { paths } from '../../src/paths.ts';
import type { RecallOfCard } from '../../src/safety-of-use/recall-queries.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { Attachments } from '../attachments/panel.tsx';
import { RecallNotices } from '../device-recalls/card-notices.tsx';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { fullMoment, namesComma, whoText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Columns, type Fact, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Money } from '../ui/values.tsx';
import { CardActs } from './card-acts.tsx';
import { AssetStatus, classText } from './words.tsx';

export interface EquipmentCardProps {
  t: Words;
  card: AssetCard;
  can: { edit: boolean; keep: boolean; prices: boolean; report: boolean; give: boolean; scrap: boolean; harm: boolean };
  events: readonly AssetEventRow[];
  next: string | undefined;
  paged: boolean;
  files: AttachmentLine[];
  /** Open recalls that mean it. */
  recalls: readonly RecallOfCard[];
  /** Depreciation charged so far. */
  wornFen: number;
  today: string;
  back: FormBack;
  formKey: () => string;
}

export function EquipmentCardPage(props: EquipmentCardProps) {
  const { t, card, can, files } = props;
  const words = t.equipment;
  const { asset } = card;
  return (
    <>
      <PageHead
        title={asset.name}
        crumbs={[
          { label: words.title, href: paths.equipment() },
          { label: asset.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<AssetStatus t={t} status={asset.status} badge />}
        facts={[[asset.brand, asset.model].filter(Boolean).join(' '), card.user.shortName, asset.room].filter(Boolean)}
        actions={<CardButtons {...props} />}
      />
      <Columns kind="doc">
        <div class="stack">
          <RecallNotices t={t} recalls={props.recalls} />
          <Panel
            title={words.kept}
            padded={false}
            link={{ href: paths.equipmentRounds(asset.number), label: t.maintenance.cardLink }}
          >
            <Facts body facts={placeFacts(props)} />
          </Panel>
          <Thing {...props} />
          <Panel
            title={words.bought}
            padded={false}
            {...(can.prices && { link: { href: paths.equipmentWorn(asset.number), label: t.assetValues.cardLink } })}
          >
            <Facts body facts={buyingFacts(props)} />
          </Panel>
          <Attachments
            t={t}
            subject={`asset ${asset.number}`}
            lines={files}
            title={words.files}
            {...(can.keep && { formKey: props.formKey() })}
          />
        </div>
        <Rail label={words.timeline}>
          <CardActs {...props} />
          <Timeline {...props} />
        </Rail>
      </Columns>
    </>
  );
}

/** What it is; a medical thing leads to its compulsory tests. */
function Thing(props: EquipmentCardProps) {
  const { t, card } = props;
  const tests = { href: paths.equipmentTests(card.asset.number), label: t.metrology.cardLink };
  return (
    <Panel title={t.equipment.thing} padded={false} {...(card.class.medical && { link: tests })}>
      <Facts body facts={thingFacts(props)} />
    </Panel>
  );
}

/** Where one goes from the card: its faults, its label, its correction. */
function CardButtons({ t, card, can }: EquipmentCardProps) {
  const words = t.equipment;
  const { asset } = card;
  return (
    <>
      {can.report && (
        <LinkButton icon="i-flag" href={paths.newFault(asset.number)}>
          {t.faults.report}
        </LinkButton>
      )}
      {can.harm && <LinkButton href={paths.newDeviceEvent(asset.number)}>{t.deviceEvents.report}</LinkButton>}
      <LinkButton href={paths.faults({ tab: 'all', q: asset.number })}>{t.faults.ofThing}</LinkButton>
      {can.keep && <LinkButton href={paths.share(asset.number)}>{t.sharing.title}</LinkButton>}
      {can.give && (
        <LinkButton icon="i-swap" href={paths.newAssetTransfer({ asset: asset.number })}>
          {t.assetTransfers.newSubmit}
        </LinkButton>
      )}
      {can.scrap && <LinkButton href={paths.newDisposal({ asset: asset.number })}>{t.disposals.newSubmit}</LinkButton>}
      {(can.edit || can.keep) && (
        <LinkButton icon="i-print" href={paths.equipmentLabels({ number: asset.number })}>
          {words.labels.button}
        </LinkButton>
      )}
      {can.edit && CORRECTABLE.includes(asset.status) && (
        <LinkButton icon="i-edit" href={paths.equipmentEdit(asset.number)}>
          {words.edit}
        </LinkButton>
      )}
    </>
  );
}

/** Facts that are known; what is not stands nowhere. */
function known(facts: (Fact | false | null)[]): Fact[] {
  return facts.filter(
    (fact): fact is Fact => fact !== false && fact !== null && fact.value !== '' && fact.value !== null,
  );
}

function placeFacts({ t, card }: EquipmentCardProps): Fact[] {
  const words = t.equipment;
  const { asset, owner, user, keeper, custodian } = card;
  return known([
    { label: words.owner, value: owner.shortName },
    { label: words.user, value: user.shortName },
    { label: words.keeper, value: keeper.shortName },
    { label: words.room, value: asset.room },
    { label: words.custodian, value: custodian?.name ?? <span class="muted">{words.noCustodian}</span> },
  ]);
}

function thingFacts({ t, card }: EquipmentCardProps): Fact[] {
  const words = t.equipment;
  const { asset, class: of } = card;
  const grade = asset.deviceClass === null ? undefined : words.deviceClasses[String(asset.deviceClass)];
  const marks = (
    <>
      {classText(t, of)} {of.emergency && <Tag tone="warn">{words.emergency}</Tag>}
    </>
  );
  return known([
    { label: words.className, value: marks, ...(of.measured && { note: words.measured }) },
    { label: words.category, value: asset.categoryCode },
    asset.registrationNumber !== null && {
      label: words.registrationNumber,
      value: <Code>{asset.registrationNumber}</Code>,
      ...(grade !== undefined && { note: `${words.deviceClass} ${grade}` }),
    },
    asset.udiDi !== null && { label: words.udi, value: <Code>{asset.udiDi}</Code> },
    asset.serialNumber !== null && { label: words.serialNumber, value: <Code>{asset.serialNumber}</Code> },
    { label: words.maker, value: asset.maker },
    { label: words.risk, value: words.risks[of.risk] },
    { label: words.upkeep, value: of.upkeepMonths === null ? words.noUpkeep : words.upkeepEvery(of.upkeepMonths) },
    asset.largeKind !== null && { label: words.largeKind, value: words.largeKinds[asset.largeKind as LargeKind] },
    { label: words.licenceNumber, value: asset.licenceNumber },
  ]);
}

function buyingFacts(props: EquipmentCardProps): Fact[] {
  const { t, card, can } = props;
  const words = t.equipment;
  const { asset, supplier, funds } = card;
  const parts = funds.map(({ source, amountFen }) => ({
    label: words.sources[source],
    value: <Money t={t} amountFen={amountFen} />,
  }));
  return known([
    { label: words.purchaseMethod, value: words.methods[asset.purchaseMethod as PurchaseMethod] },
    supplier && { label: words.supplier, value: supplier.shortName },
    { label: words.contractNumber, value: asset.contractNumber },
    can.prices && { label: words.priceYuan, value: <Money t={t} amountFen={asset.priceFen} /> },
    ...(can.prices ? parts : []),
    can.prices && { label: t.assetValues.worn, value: <Money t={t} amountFen={props.wornFen} /> },
    can.prices && { label: t.assetValues.net, value: <Money t={t} amountFen={asset.priceFen - props.wornFen} /> },
    { label: words.acquiredOn, value: asset.acquiredOn },
    { label: words.acceptedOn, value: asset.acceptedOn },
    { label: words.firstUsedOn, value: asset.firstUsedOn },
    { label: words.warrantyUntil, value: asset.warrantyUntil },
    { label: words.formerNumber, value: asset.formerNumber },
    { label: words.note, value: asset.note },
  ]);
}

/** Which facts an event changed, in words. */
function changed(t: Words, event: AssetEventRow): string {
  const words = t.equipment;
  const changes = event.detail?.changes;
  const names = typeof changes === 'object' && changes !== null ? Object.keys(changes) : [];
  if (event.detail?.funds !== undefined) names.push('funds');
  if (names.length === 0) return '';
  return words.changedFields(names.map((name) => words.fields[name] ?? words.funds).join(namesComma(t)));
}

function Timeline({ t, card, events, next, paged }: EquipmentCardProps) {
  const words = t.equipment;
  const entries = events.map((event) => ({
    act: words.acts[event.act] ?? event.act,
    text: [event.documentNumber, event.note, changed(t, event)].filter(Boolean).join(' '),
    by: `${whoText(t, event)} ${fullMoment(event.at)}`,
  }));
  const { number } = card.asset;
  return (
    <Panel title={words.timeline} padded={false}>
      <Log body entries={entries} />
      {(paged || next !== undefined) && (
        <KeysetPager
          t={t}
          shown={entries.length}
          {...(paged && { first: paths.equipmentCard(number) })}
          {...(next !== undefined && { next: paths.equipmentCard(number, { after: next }) })}
        />
      )}
    </Panel>
  );
}
