import { app, type Session, session, type WebContents } from 'electron';
import { isOurPage } from './serve/page.ts';

/** What every page gets, of whatever window: nothing beyond our own page. No switch turns any of this off. */
export function lockDown(log: (message: string) => void): void {
  lockDownSession(session.defaultSession, log);
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents, log));
}

function lockDownContents(contents: WebContents, log: (message: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    log(`A new window was denied: ${withoutQuery(url)}`);
    return { action: 'deny' };
  });
  const deny = (event: { preventDefault(): void }, url: string): void => {
    event.preventDefault();
    log(`Going to another page was denied: ${withoutQuery(url)}`);
  };
  contents.on('will-navigate', (event, url) => deny(event, url));
  contents.on('will-redirect', (event, url) => deny(event, url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function lockDownSession(current: Session, log: (message: string) => void): void {
  current.setPermissionRequestHandler((_contents, permission, done) => {
    log(`A permission was denied: ${permission}`);
    done(false);
  });
  current.setPermissionCheckHandler(() => false);
  current.setDevicePermissionHandler(() => false);
  // Nothing is fetched from anywhere: what the page needs comes with the app.
  current.webRequest.onBeforeRequest((details, done) => done({ cancel: !isAllowedRequest(details.url) }));
  current.on('will-download', (event) => event.preventDefault());
}

/** Own files, what the page makes itself, and the developer tools. */
export function isAllowedRequest(url: string): boolean {
  return isOurPage(url) || /^(?:blob:app:\/\/sluice\/|data:|devtools:)/.test(url);
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '').slice(0, 200);
}
