import { Component, type ReactNode } from 'react';
import { reportDefect } from '../bridge/client.ts';
import { Button } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { PageHeader } from '../components/page-header.tsx';

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
          <PageHeader sentence="This screen stopped working." detail="The fault is ours. What was recorded is safe, and what you were writing is kept as a draft." actions={<Button weight="primary" onClick={() => this.setState({ failed: false, reference: null })}>Load it again</Button>} />
        </div>
        {this.state.reference !== null && <p>If it happens again, report it with the reference <code>{this.state.reference}</code>.</p>}
      </Page>
    );
  }
}
