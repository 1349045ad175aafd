import { joined } from '@pledge/web';
import type { EmergencyPlanContent } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { GoalsTable } from './goals-table.js';

/** What a plan says in the frame of the seven principles (S3-19). */
export function PlanContents({ content }: { readonly content: EmergencyPlanContent }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const parts = ['trigger', 'start', 'measures', 'recovery', 'prevention'] as const;
  return (
    <>
      <section aria-labelledby="frame-title">
        <h2 id="frame-title">{t('emergency.frame')}</h2>
        <dl className="plan-frame">
          {parts.map((part) => (
            <div key={part}>
              <dt>{t(`emergency.part.${part}`)}</dt>
              <dd>{say(content[part])}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="goals-title">
        <h2 id="goals-title">{t('emergency.goals')}</h2>
        <GoalsTable
          goals={content.goals}
          cell={(goal, which) => t('emergency.minutes', { count: which === 'rto' ? goal.rtoMinutes : goal.rpoMinutes })}
        />
      </section>
      <section aria-labelledby="contacts-title">
        <h2 id="contacts-title">{t('emergency.contacts')}</h2>
        <table className="work-table goals">
          <thead>
            <tr>
              <th>{t('emergency.duty')}</th>
              <th>{t('emergency.who')}</th>
              <th>{t('emergency.channels')}</th>
            </tr>
          </thead>
          <tbody>
            {content.contacts.map((contact) => (
              <tr key={contact.id}>
                <td className="cell-title">
                  {say(contact.duty)} <span className="soft">{t(`emergency.side.${contact.side}`)}</span>
                </td>
                <td data-label={t('emergency.who')}>
                  {contact.role !== undefined && t(`roles.${contact.role}`, contact.role)}
                  {contact.representatives === true && t('emergency.representatives')}
                  {contact.name} <span className="num">{contact.mobile}</span> {contact.mail}
                </td>
                <td data-label={t('emergency.channels')}>
                  {contact.channels
                    .map((channel) =>
                      content.failedChannels.includes(channel)
                        ? t('emergency.channelGone', { name: t(`emergency.channel.${channel}`) })
                        : t(`emergency.channel.${channel}`),
                    )
                    .join(' → ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section aria-labelledby="plan-means-title">
        <h2 id="plan-means-title">{t('emergency.means')}</h2>
        <dl className="plan-frame">
          <div>
            <dt>{t('emergency.substitutes')}</dt>
            <dd>{joined(content.substitutes.map(say)) || t('common.none')}</dd>
          </div>
          {content.resources.map((one) => (
            <div key={one.name.zh}>
              <dt>{say(one.name)}</dt>
              <dd>{say(one.place)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="texts-title">
        <h2 id="texts-title">{t('emergency.noticeTexts')}</h2>
        <dl className="plan-frame">
          {Object.entries(content.notices).map(([kind, text]) => (
            <div key={kind}>
              <dt>{t(`emergency.noticeKind.${kind}`, kind)}</dt>
              <dd>{say(text)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
