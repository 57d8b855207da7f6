/** Quotes of the present round, and to whom each item goes: the lowest last quote first. */
import { lastQuotes } from '../../src/negotiations/rules.ts';
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { priceText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { SeenForm } from './seen-form.tsx';
import type { NegotiationPageProps } from './show-page-props.ts';

export function QuoteForm(props: NegotiationPageProps) {
  const { t, view, sellers } = props;
  const words = t.prices.negotiations;
  const form = formOf(props.form, 'quote');
  const lines = view.lines.map(({ line, item }) => ({
    value: String(line.id),
    label: `${item.genericName} ${item.strength} ${item.code}`,
  }));
  const parties = sellers.map((one) => ({ value: String(one.id), label: `${one.code} ${one.shortName}` }));
  const { quoteLine: line, party, quotePrice: price, note } = words;
  return (
    <Panel title={`${words.quote} ${words.roundText(view.negotiation.round)}`} id="quote">
      <form class="form" method="post" action={paths.negotiationQuotes(view.document.number)}>
        <ErrorSummary t={t} form={form} labels={{ line, party, price, note }} />
        <HiddenKey value={props.formKey()} />
        <SelectField form={form} name="line" label={line} options={lines} required />
        <SelectField form={form} name="party" label={party} options={parties} choose={t.forms.choose} required />
        <TextField form={form} name="price" label={price} inputmode="decimal" required />
        <TextField form={form} name="note" label={note} note={t.forms.optional} maxlength={200} />
        <SubmitBar consequence={words.quoteConsequence}>
          <Button>{words.quoteSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

export function ProposalForm(props: NegotiationPageProps) {
  const { t, view } = props;
  const words = t.prices.negotiations;
  const form = formOf(props.form, 'proposal');
  return (
    <SeenForm
      {...props}
      name="proposal"
      title={words.awardTitle}
      action={paths.negotiationProposal(view.document.number)}
    >
      {view.lines.map(({ line, item, quotes }) => {
        const last = lastQuotes(quotes);
        const choices = last.map((quote, index) => ({
          value: String(quote.partyId),
          title: view.parties.get(quote.partyId) ?? '',
          text: `${priceText(quote.pricePack)}${index === 0 ? ` ${words.lowest}` : ''}`,
        }));
        return (
          <>
            <Choices
              form={form}
              name={`line.${line.id}.party`}
              label={`${item.genericName} ${item.strength}`}
              choices={[...choices, { value: '0', title: words.awardNone }]}
              chosen={choices[0]?.value ?? '0'}
            />
            <TextField
              form={form}
              name={`line.${line.id}.reason`}
              label={words.awardReason}
              hint={words.awardReasonHint}
              maxlength={200}
            />
          </>
        );
      })}
      <SubmitBar consequence={words.awardConsequence}>
        <Button kind="primary">{words.awardSubmit}</Button>
      </SubmitBar>
    </SeenForm>
  );
}
