/** The form of a card: a new one, or one that is corrected with a reason. */
import type { AssetCard, AssetClassRow } from '../../src/assets/record-queries.ts';
import { FUND_SOURCES, LARGE_KINDS, PURCHASE_METHODS } from '../../src/assets/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { moneyText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { classText } from './words.tsx';

export interface EquipmentFormProps {
  t: Words;
  form: FormState;
  formKey: string;
  today: string;
  classes: readonly AssetClassRow[];
  members: readonly { code: string; shortName: string }[];
  /** The card that is corrected. */
  card?: AssetCard;
}

function labelsOf(t: Words): Record<string, string> {
  const words = t.equipment;
  const { name, category, registrationNumber, udi, serialNumber, brand, model, maker, supplier } = words;
  const { purchaseMethod, contractNumber, acquiredOn, acceptedOn, firstUsedOn, warrantyUntil } = words;
  const { owner, user, keeper, room, custodian, largeKind, licenceNumber, formerNumber, note, reason } = words;
  return {
    ...{ name, registrationNumber, udi, serialNumber, brand, model, maker, supplier, reason },
    ...{ purchaseMethod, contractNumber, acquiredOn, acceptedOn, firstUsedOn, warrantyUntil },
    ...{ owner, user, keeper, room, custodian, largeKind, licenceNumber, formerNumber, note },
    categoryCode: category,
    classCode: words.className,
    price: words.price,
    ...Object.fromEntries(FUND_SOURCES.map((source) => [`fund.${source}`, words.sources[source]])),
  };
}

export function EquipmentFormPage(props: EquipmentFormProps) {
  const { t, form, formKey, card } = props;
  const words = t.equipment;
  const crumbs = [{ label: words.title, href: paths.equipment() }];
  if (card !== undefined) crumbs.push({ label: card.asset.number, href: paths.equipmentCard(card.asset.number) });
  return (
    <>
      <PageHead
        title={card === undefined ? words.newTitle : words.editTitle(card.asset.number)}
        crumbs={crumbs}
        crumbsLabel={t.frame.position}
      />
      <form
        class="form"
        method="post"
        action={card === undefined ? paths.equipment() : paths.equipmentEdit(card.asset.number)}
      >
        <ErrorSummary t={t} form={form} labels={labelsOf(t)} />
        <HiddenKey value={formKey} />
        {card && <Hidden name="version" value={form.values.version?.[0] ?? card.asset.version} />}
        <Panel title={words.identity}>
          <ThingFields {...props} />
        </Panel>
        <Panel title={words.buying}>
          <BuyingFields {...props} />
        </Panel>
        <Panel title={words.places}>
          <PlaceFields {...props} />
        </Panel>
        {card && <TextField form={form} name="reason" label={words.reason} maxlength={200} required />}
        <SubmitBar consequence={card === undefined ? words.newConsequence : words.editConsequence}>
          <Button kind="primary">{card === undefined ? words.newSubmit : words.editSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function ThingFields({ t, form, card, classes }: EquipmentFormProps) {
  const words = t.equipment;
  const was = card?.asset;
  const text = { form, maxlength: 80 };
  const options = classes.map((one) => ({ value: one.code, label: classText(t, one) }));
  const large = LARGE_KINDS.map((value) => ({ value, label: words.largeKinds[value] }));
  return (
    <>
      <TextField {...text} name="name" label={words.name} value={was?.name} required />
      <SelectField
        form={form}
        name="classCode"
        label={words.className}
        value={card?.class.code}
        options={options}
        choose=""
        required
      />
      <TextField
        {...text}
        name="categoryCode"
        label={words.category}
        hint={words.categoryHint}
        value={was?.categoryCode ?? ''}
        maxlength={6}
      />
      <TextField
        {...text}
        name="registrationNumber"
        label={words.registrationNumber}
        hint={words.registrationHint}
        value={was?.registrationNumber ?? ''}
        maxlength={40}
      />
      <TextField {...text} name="udi" label={words.udi} hint={words.udiHint} value={was?.udiDi ?? ''} maxlength={200} />
      <TextField {...text} name="serialNumber" label={words.serialNumber} value={was?.serialNumber ?? ''} />
      <TextField {...text} name="brand" label={words.brand} value={was?.brand} maxlength={40} />
      <TextField {...text} name="model" label={words.model} value={was?.model} maxlength={60} />
      <TextField {...text} name="maker" label={words.maker} value={was?.maker} />
      <SelectField
        form={form}
        name="largeKind"
        label={words.largeKind}
        value={was?.largeKind ?? ''}
        options={large}
        choose={words.notLarge}
      />
      <TextField
        {...text}
        name="licenceNumber"
        label={words.licenceNumber}
        hint={words.licenceHint}
        value={was?.licenceNumber ?? ''}
        maxlength={60}
      />
    </>
  );
}

/** Yuan as they are typed, without thousands. */
const typed = (fen: number | undefined) => (fen === undefined ? '' : moneyText(fen).replaceAll(',', ''));

function BuyingFields({ t, form, card, today }: EquipmentFormProps) {
  const words = t.equipment;
  const was = card?.asset;
  const methods = PURCHASE_METHODS.map((value) => ({ value, label: words.methods[value] }));
  const partOf = (source: string) => card?.funds.find((fund) => fund.source === source)?.amountFen;
  const yuan = { form, inputmode: 'decimal' as const, maxlength: 20 };
  const day = { form, max: today };
  return (
    <>
      <SelectField
        form={form}
        name="purchaseMethod"
        label={words.purchaseMethod}
        value={was?.purchaseMethod}
        options={methods}
        choose=""
        required
      />
      <TextField
        form={form}
        name="supplier"
        label={words.supplier}
        hint={words.supplierHint}
        value={card?.supplier?.code ?? ''}
        maxlength={80}
      />
      <TextField
        form={form}
        name="contractNumber"
        label={words.contractNumber}
        value={was?.contractNumber ?? ''}
        maxlength={40}
      />
      <TextField {...yuan} name="price" label={words.priceYuan} value={typed(was?.priceFen)} required />
      {FUND_SOURCES.map((source, nth) => (
        <TextField
          {...yuan}
          name={`fund.${source}`}
          label={words.sources[source]}
          {...(nth === 0 && { hint: words.fundsHint })}
          value={typed(partOf(source))}
        />
      ))}
      <DateField {...day} name="acquiredOn" label={words.acquiredOn} value={was?.acquiredOn} required />
      <DateField {...day} name="acceptedOn" label={words.acceptedOn} value={was?.acceptedOn ?? ''} />
      <DateField
        {...day}
        name="firstUsedOn"
        label={words.firstUsedOn}
        hint={words.firstUsedHint}
        value={was?.firstUsedOn ?? ''}
      />
      <DateField form={form} name="warrantyUntil" label={words.warrantyUntil} value={was?.warrantyUntil ?? ''} />
    </>
  );
}

function PlaceFields({ t, form, card, members }: EquipmentFormProps) {
  const words = t.equipment;
  const options = members.map(({ code, shortName }) => ({ value: code, label: `${code} ${shortName}` }));
  const was = card?.asset;
  return (
    <>
      <SelectField
        form={form}
        name="owner"
        label={words.owner}
        value={card?.owner.code}
        options={options}
        choose=""
        required
      />
      <SelectField
        form={form}
        name="user"
        label={words.user}
        value={card?.user.code ?? ''}
        options={options}
        choose={words.sameAsOwner}
      />
      <SelectField
        form={form}
        name="keeper"
        label={words.keeper}
        value={card?.keeper.code ?? ''}
        options={options}
        choose={words.sameAsUser}
      />
      <TextField form={form} name="room" label={words.room} value={was?.room} maxlength={60} />
      <TextField
        form={form}
        name="custodian"
        label={words.custodian}
        hint={words.custodianHint}
        value={card?.custodian?.login ?? ''}
        maxlength={40}
      />
      <TextField
        form={form}
        name="formerNumber"
        label={words.formerNumber}
        hint={words.formerHint}
        value={was?.formerNumber ?? ''}
        maxlength={40}
      />
      <TextField form={form} name="note" label={words.note} value={was?.note} maxlength={200} />
    </>
  );
}
