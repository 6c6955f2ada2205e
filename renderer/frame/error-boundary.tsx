import { Component, type ReactNode } from 'react';
import { brokenWords } from '../../shared/copy/screens/frame.ts';
import { reportDefect } from '../bridge/client.ts';
import { Button } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Sentence } from '../components/sentence.tsx';

interface State { readonly failed: boolean; readonly reference: string | null }

/** Where a screen breaks: says so, keeps the rest of the frame, and names the line of the local log. React has no hook for this. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false, reference: null };

  static getDerivedStateFromError(): State {
    return { failed: true, reference: null };
  }

  override componentDidCatch(error: unknown): void {
    void reportDefect(error).then((reference) => this.setState({ failed: true, reference }));
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Page narrow>
        <div role="alert">
          <PageHeader sentence={brokenWords.sentence} detail={brokenWords.detail} actions={<Button weight="primary" onClick={() => this.setState({ failed: false, reference: null })}>{brokenWords.again}</Button>} />
        </div>
        {this.state.reference !== null && <p><Sentence parts={brokenWords.report()} slots={{ reference: <code>{this.state.reference}</code> }} /></p>}
      </Page>
    );
  }
}
