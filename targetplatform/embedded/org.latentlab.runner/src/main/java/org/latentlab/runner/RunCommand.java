package org.latentlab.runner;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.latentlab.runner.progress.NodeResult;
import org.latentlab.runner.progress.NodeResult.Status;
import org.latentlab.runner.progress.PlainProgress;
import org.latentlab.runner.progress.RunListener;
import org.latentlab.runner.progress.SummaryTable;
import org.latentlab.runner.progress.TerminalProgress;
import org.latentlab.runner.settings.NodeOption;
import org.latentlab.runner.settings.Preferences;
import org.latentlab.runner.settings.WorkflowVariable;
import org.latentlab.runner.workflow.RunReport;
import org.latentlab.runner.workflow.RunRequest;
import org.latentlab.runner.workflow.WorkflowRun;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code latentlab run DIR}. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
    description = "Executes a KNIME workflow directory; the directory itself is not changed.")
final class RunCommand implements Callable<Integer> {

    /** How long the running nodes get to stop after Ctrl-C. */
    private static final int PATIENCE_SECONDS = 60;

    @ParentCommand
    private Main m_main;

    @Spec
    private CommandSpec m_spec;

    @Parameters(paramLabel = "DIR", description = "The workflow's directory, the one that holds workflow.knime.")
    private Path m_directory;

    @Option(names = "--option", paramLabel = "NODE,KEY/PATH,VALUE[,TYPE]",
        description = "A setting of one node, e.g. 3,epochs,20. NODE is the number behind the node's name.")
    private List<String> m_options = new ArrayList<>();

    @Option(names = "--workflow.variable", paramLabel = "NAME,VALUE,TYPE",
        description = "A workflow variable, e.g. epochs,100,int. TYPE is String, int or double.")
    private List<String> m_variables = new ArrayList<>();

    @Option(names = "--reset",
        description = "Execute also nodes saved as executed. (They always are; this says that it is meant.)")
    private boolean m_reset;

    @Option(names = "--preferences", paramLabel = "FILE", description = "Preferences as KNIME exports them (.epf).")
    private Path m_preferences;

    @Option(names = "--out", paramLabel = "DIR",
        description = "Where to write what comes out of unconnected ports: tables as CSV, images as PNG or SVG, "
            + "models and reports as files. By default out/NAME, with the name of the workflow's directory.")
    private Path m_out;

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "2",
        description = "Most nodes to run side by side (default: ${DEFAULT-VALUE}). A second one starts only while "
            + "memory allows.")
    private int m_jobs;

    @Option(names = "--verbose", description = "Print the stack trace of a failure.")
    private boolean m_verbose;

    @Override
    public Integer call() throws RunnerException {
        m_out = output();
        final RunRequest request = request();
        if (m_preferences != null) {
            Preferences.read(m_preferences).forEach(System::setProperty);
        }
        final PrintWriter out = m_spec.commandLine().getOut();
        final PrintWriter err = m_spec.commandLine().getErr();
        final RunListener listener = Boolean.getBoolean("latentlab.terminal")
            ? new TerminalProgress(out, Main.columns(), System::nanoTime, true)
            : new PlainProgress(out, System::nanoTime);
        final WorkflowRun run = new WorkflowRun(request, m_main.catalog(), listener, failure -> {
            if (m_verbose) {
                failure.printStackTrace(err);
            }
        });
        final CountDownLatch ended = new CountDownLatch(1);
        final Thread onInterrupt = new Thread(() -> stop(run, listener, ended));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            final RunReport report;
            try (listener) {
                report = run.execute();
            }
            print(report, out, err);
            return report.exitCode();
        } catch (RunnerException e) {
            if (m_verbose && e.getCause() != null) {
                e.getCause().printStackTrace(err);
            }
            throw e;
        } finally {
            ended.countDown();
            removeHook(onInterrupt);
        }
    }

    private RunRequest request() {
        try {
            return new RunRequest(m_directory, m_variables.stream().map(WorkflowVariable::parse).toList(),
                m_options.stream().map(NodeOption::parse).toList(), m_out, m_jobs, m_reset);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(m_spec.commandLine(), e.getMessage(), e);
        }
    }

    private Path output() {
        if (m_out != null) {
            return m_out;
        }
        final Path name = m_directory.toAbsolutePath().normalize().getFileName();
        return Path.of("out", name == null ? "workflow" : name.toString());
    }

    /** Runs when the process is told to stop: by Ctrl-C, by the system, or by the end of main. */
    private static void stop(final WorkflowRun run, final RunListener listener, final CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        listener.notice("Cancelling; waiting for the running nodes to stop.");
        run.cancel();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(final Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, the hook is running
        }
    }

    private void print(final RunReport report, final PrintWriter out, final PrintWriter err) {
        out.println();
        SummaryTable.render(report.results(), Main.columns()).forEach(out::println);
        if (!report.written().isEmpty()) {
            out.println();
            out.println("Written to " + m_out + ":");
            report.written().forEach(file -> out.println("  " + file.getFileName()));
        }
        out.flush();
        for (NodeResult result : report.results()) {
            if (result.status() == Status.FAILED) {
                err.println(result.message());
            }
        }
        if (report.canceled()) {
            err.println("The run was cancelled; nothing was written to " + m_out + ".");
        }
        err.flush();
    }
}
