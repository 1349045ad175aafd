import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

describe('readConfig', () => {
  it('given nothing, runs the demo on loopback with an embedded database', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: 'file:./data/pledge.db',
      demo: true,
      clock: 'system',
      smtpUrl: null,
      publicUrl: null,
      sessionSecret: null,
      signingP12: null,
      signingPassphrase: '',
      tsaUrl: null,
      tsaCa: null,
      sms: null,
      zone: 'Asia/Shanghai',
    });
  });

  it('turns demo on by itself only without DATABASE_URL and on loopback', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL: 'file:./other.db' }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL: 'file:./other.db', PLEDGE_DEMO: '1' }).demo).toBe(true);
    expect(readConfig({ PLEDGE_DEMO: '0' }).demo).toBe(false);
    expect(readConfig({ HOST: 'localhost' }).demo).toBe(true);
  });

  it('refuses a database server without SESSION_SECRET', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://u:p@db/pledge' })).toThrow(/SESSION_SECRET/);
    expect(readConfig({ DATABASE_URL: 'mysql://u:p@db/pledge', SESSION_SECRET: 'x'.repeat(32) }).demo).toBe(false);
  });

  it('names every wrong variable at once', () => {
    const attempt = (): unknown =>
      readConfig({ PORT: 'many', PLEDGE_CLOCK: 'sun', DATABASE_URL: 'oracle://x', SESSION_SECRET: 'short' });
    expect(attempt).toThrow(ConfigError);
    for (const name of ['PORT', 'PLEDGE_CLOCK', 'DATABASE_URL', 'SESSION_SECRET']) expect(attempt).toThrow(name);
  });

  it('takes an empty value for not set, and cuts the slash of PUBLIC_URL', () => {
    const config = readConfig({ SMTP_URL: '', PORT: '', PUBLIC_URL: 'https://pledge.example.com/' });
    expect([config.smtpUrl, config.port, config.publicUrl]).toEqual([null, 3000, 'https://pledge.example.com']);
  });

  it('given an SMS gateway, reads its request; given headers that are no JSON object, refuses to start', () => {
    const gateway = { SMS_URL: 'https://sms.example/send', SMS_BODY: '{"to":"{{mobile}}","text":"{{text}}"}' };
    expect(readConfig({ ...gateway, SMS_HEADERS: '{"Authorization":"Bearer x"}', SMS_SUCCESS: '"ok"' }).sms).toEqual({
      url: 'https://sms.example/send',
      headers: { Authorization: 'Bearer x' },
      body: '{"to":"{{mobile}}","text":"{{text}}"}',
      success: '"ok"',
    });
    expect(() => readConfig({ ...gateway, SMS_HEADERS: 'Bearer x' })).toThrow(/SMS_HEADERS/);
    expect(() => readConfig({ SMS_URL: 'sms.example' })).toThrow(/SMS_URL/);
  });

  it('given a time-stamping authority, reads its address; given one that is no address, refuses to start', () => {
    const { tsaUrl, tsaCa } = readConfig({ TSA_URL: 'https://tsa.example/tsr', TSA_CA: '/etc/pledge/tsa-ca.pem' });
    expect([tsaUrl, tsaCa]).toEqual(['https://tsa.example/tsr', '/etc/pledge/tsa-ca.pem']);
    expect(readConfig({ TSA_URL: '' }).tsaUrl).toBeNull();
    for (const url of ['tsa.example', 'ftp://tsa.example', 'https://', 'http://a b'])
      expect(() => readConfig({ TSA_URL: url })).toThrow(/TSA_URL/);
  });
});
