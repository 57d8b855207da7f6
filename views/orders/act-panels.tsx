/** What a buyer may do with an order: send it, speak for a supplier who telephones, give up what does not come. */

import { OPEN_ORDERS } from '../../src/orders/rules.ts';
import { paths } from '../../src/paths.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import type { OrderPageProps } from './show-page-props.ts';

const WAYS = ['page', 'file', 'telephone'] as const;

export function OrderActs(props: OrderPageProps) {
  const { t, head } = props;
  const words = t.orders;
  if (!OPEN_ORDERS.includes(head.status)) {
    return (
      <Panel title={words.act}>
        <p class="note">{words.notOpen}</p>
      </Panel>
    );
  }
  const sent = head.status !== 'issued';
  const again = (
    <details>
      <summary>{words.sendAgain}</summary>
      <Sending {...props} />
    </details>
  );
  return (
    <Panel title={sent ? words.act : words.send} id="sending">
      {sent ? (
        <div class="buttons">
          <LinkButton icon="i-edit" href={paths.orderAnswer(head.number)}>
            {words.answerFor}
          </LinkButton>
          <LinkButton icon="i-truck" href={paths.orderShipping(head.number)}>
            {words.shipFor}
          </LinkButton>
        </div>
      ) : (
        <Sending {...props} />
      )}
      <p>
        <a href={paths.orderRemainder(head.number)}>{words.remainder}</a>
      </p>
      {sent && again}
    </Panel>
  );
}

function Sending({ t, head, form, formKey }: OrderPageProps) {
  const words = t.orders;
  const state = form.name === 'sending' ? form.state : { values: {}, errors: {}, formErrors: [] };
  const choices = WAYS.map((value) => ({ value, title: words.ways[value], text: words.wayHints[value] }));
  return (
    <form class="form" method="post" action={paths.orderSending(head.number)}>
      <ErrorSummary t={t} form={state} labels={{ way: words.way }} />
      <HiddenKey value={formKey()} />
      <Hidden name="version" value={head.version} />
      <Choices form={state} name="way" label={words.way} choices={choices} chosen="page" />
      <SubmitBar consequence={words.sendConsequence}>
        <Button {...(head.status === 'issued' && { kind: 'primary' as const })}>{words.sendSubmit}</Button>
      </SubmitBar>
    </form>
  );
}
