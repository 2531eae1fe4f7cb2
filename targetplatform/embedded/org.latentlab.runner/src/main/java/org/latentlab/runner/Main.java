package org.latentlab.runner;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.latentlab.runner.catalog.NodeCatalog;
import org.latentlab.runner.text.Words;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line: run a workflow, list the nodes, describe one. */
@Command(name = "latentlab", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Generative models of images, without a KNIME: executes KNIME workflows of LatentLab's nodes.",
    subcommands = {RunCommand.class, NodesCommand.class, DescribeCommand.class},
    footer = {"", "Exit codes: 0 done, 2 wrong arguments, 3 the workflow cannot be loaded, 4 a node failed."})
public final class Main implements Runnable {

    /** Width of what is printed where the terminal does not say. */
    private static final int COLUMNS = 100;

    private final NodeCatalogSource m_catalog;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec m_spec;

    /** Where the nodes come from; read when they are needed. */
    @FunctionalInterface
    interface NodeCatalogSource {
        NodeCatalog load() throws RunnerException;
    }

    Main(final NodeCatalogSource catalog) {
        m_catalog = catalog;
    }

    /** @param args as on the command line */
    public static void main(final String[] args) {
        // the terminal's character set, not the platform's: since Java 18 these differ
        final Charset charset = charset(System.getProperty("latentlab.charset", "UTF-8"));
        final PrintWriter out = new PrintWriter(new PrintStream(System.out, false, charset), false, charset);
        final PrintWriter err = new PrintWriter(new PrintStream(System.err, false, charset), true, charset);
        System.exit(execute(out, err, () -> NodeCatalog.load(Main.class.getClassLoader()), args));
    }

    private static Charset charset(final String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    /**
     * @param out what was asked for goes here
     * @param err messages on what is wrong go here
     * @param catalog the nodes
     * @param args as on the command line
     * @return one of {@link ExitCodes}
     */
    static int execute(final PrintWriter out, final PrintWriter err, final NodeCatalogSource catalog,
        final String... args) {
        final CommandLine commandLine = new CommandLine(new Main(catalog)).setOut(out).setErr(err)
            .setUsageHelpAutoWidth(false).setUsageHelpWidth(Math.max(60, columns()));
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> {
            out.flush();
            if (e instanceof RunnerException problem) {
                err.println(problem.getMessage());
                return problem.exitCode();
            }
            err.println("latentlab broke off: " + e);
            if (parsed.expandedArgs().contains("--verbose")) {
                e.printStackTrace(err);
            } else {
                err.println("This is a mistake in LatentLab. Run again with --verbose for the details.");
            }
            return ExitCodes.EXECUTE;
        });
        commandLine.setParameterExceptionHandler((e, given) -> {
            err.println(Words.sentence(e.getMessage()));
            err.println("`" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help` says what can be given.");
            return ExitCodes.USAGE;
        });
        final int code = commandLine.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    static int columns() {
        try {
            final int columns = Integer.parseInt(System.getProperty("latentlab.columns", ""));
            return columns < 40 ? COLUMNS : columns;
        } catch (NumberFormatException e) {
            return COLUMNS;
        }
    }

    NodeCatalog catalog() throws RunnerException {
        return m_catalog.load();
    }

    /** Without a command: the help. */
    @Override
    public void run() {
        m_spec.commandLine().usage(m_spec.commandLine().getOut());
    }

    /** The version of the nodes, as their plug-in says it. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() throws RunnerException {
            final String version = NodeCatalog.load(Main.class.getClassLoader()).entries().stream()
                .filter(e -> e.bundle().symbolicName().startsWith("org.latentlab.")).map(e -> e.bundle().version())
                .findFirst().orElse("(version unknown)");
            return new String[]{"LatentLab " + version, "Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch")};
        }
    }
}
