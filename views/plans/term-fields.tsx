/** From whom a line is bought, on which channel with which evidence, and where it is delivered. */
import type { OpenLine } from '../../src/plans/page-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import { priceText } from '../ui/format.ts';
import type { LinePageProps } from './line-page-props.ts';

interface TermFieldsProps {
  t: Words;
  line: OpenLine['line'];
  sellers: LinePageProps['sellers'];
  form: FormState;
}

export function TermFields({ t, line, sellers, form }: TermFieldsProps) {
  const words = t.plans;
  const special = line.channel === 'filed' || line.channel === 'ad_hoc' || line.channel === 'donation';
  const channels = (['filed', 'ad_hoc', 'donation'] as const).map((value) => ({
    value,
    label: words.channels[value],
  }));
  return (
    <>
      <SelectField
        form={form}
        name="party"
        label={words.party}
        value={line.partyCode ?? ''}
        options={[
          { value: '', label: words.noParty },
          ...sellers.map((seller) => ({ value: seller.code, label: seller.name })),
        ]}
      />
      <SelectField
        form={form}
        name="channel"
        label={words.channel}
        value={special ? line.channel : ''}
        options={[{ value: '', label: words.byRule }, ...channels]}
      />
      <TextField
        form={form}
        name="channelReason"
        label={words.channelReason}
        hint={words.channelReasonHint}
        value={line.channelReason}
        maxlength={300}
      />
      <TextField
        form={form}
        name="price"
        label={words.ownPrice}
        hint={words.ownPriceHint}
        value={special && line.pricePack > 0 ? priceText(line.pricePack) : ''}
        inputmode="decimal"
      />
      <SelectField
        form={form}
        name="delivery"
        label={words.delivery}
        value={line.delivery}
        options={(['hub', 'direct', 'relay'] as const).map((value) => ({ value, label: words.deliveries[value] }))}
      />
    </>
  );
}
