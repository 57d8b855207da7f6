/** What member and hub say to each other on a request: oldest first, unread marked, one box to answer. */
import { paths } from '../../src/paths.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { momentText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Tag } from '../ui/status.tsx';
import { type ActProps, formOf } from './act-forms.tsx';

export function MessagePanel(props: ActProps) {
  const { t, show, now, can, keys } = props;
  const words = t.desk.messages;
  const { all } = show.messages;
  if (all.length === 0 && !can.message) return null;
  const { number, version } = show.record.document;
  const unread = new Set(show.unread.map((message) => message.id));
  const last = show.unread.at(-1);
  return (
    <Panel title={words.title} level="h3" id="messages">
      {all.length === 0 && <p class="muted">{words.none}</p>}
      {all.map((message) => (
        <p>
          <b>{words.by(words.sides[message.side], message.organisationName, message.personName)}</b>{' '}
          <small class="muted">{momentText(t, message.at, now)}</small>{' '}
          {unread.has(message.id) && <Tag tone="accent">{words.unread}</Tag>}
          <br />
          {message.text}
        </p>
      ))}
      {can.read && last !== undefined && (
        <form method="post" action={paths.shortageReading(number)}>
          <HiddenKey value={keys.read} />
          <Hidden name="version" value={version} />
          <Hidden name="read.upToId" value={last.id} />
          <Button small>{words.markRead}</Button>
        </form>
      )}
      {can.message && (
        <form class="form" method="post" action={paths.shortageMessages(number)}>
          <HiddenKey value={keys.message} />
          <Hidden name="version" value={version} />
          <TextArea
            form={formOf(props, 'message')}
            name="message.text"
            label={words.say}
            hint={words.hint}
            maxlength={500}
          />
          <Button>{words.act}</Button>
        </form>
      )}
    </Panel>
  );
}
