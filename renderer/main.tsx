import './ui/tokens.css';
import './ui/fonts.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startApp } from './app/start-app.ts';
import { StartFailure } from './app/start-failure.tsx';
import { connectHost } from './bridge/connect-host.ts';
import { acceptFileDrops } from './bridge/file-drop.ts';

async function main(): Promise<void> {
  const element = document.getElementById('root');
  if (!element) return;
  const root = createRoot(element);
  const connection = await connectHost();
  if (!connection.ok) {
    root.render(<StartFailure message={connection.message} />);
    return;
  }
  acceptFileDrops(window);
  const state = await startApp(connection.host, connection.onStateChange);
  root.render(typeof state === 'string' ? <StartFailure message={state} /> : <App state={state} />);
}

void main();
