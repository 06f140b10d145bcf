using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Transfer.Weights.Tests;

/// <summary>A web server on 127.0.0.1 that answers every request with the same bytes, as broken as a test needs them.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly byte[] response;
    private readonly bool holdsOpen;
    private readonly Task loop;
    private int requests;

    private LocalServer(byte[] response, bool holdsOpen)
    {
        this.response = response;
        this.holdsOpen = holdsOpen;
        listener.Start();
        loop = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/models/weights.pth");

    public int Requests => requests;

    public static LocalServer File(byte[] body) => new(Response("200 OK", body.Length, body), holdsOpen: false);

    public static LocalServer Status(string status) => new(Response(status, 0, []), holdsOpen: false);

    /// <summary>Announces more than it sends, then closes the connection.</summary>
    public static LocalServer BreakingOff(byte[] body) => new(Response("200 OK", body.Length + 1, body), holdsOpen: false);

    /// <summary>Announces more than it sends, then keeps silent.</summary>
    public static LocalServer Stalling(byte[] body) => new(Response("200 OK", body.Length + 1, body), holdsOpen: true);

    public static LocalServer Silent() => new([], holdsOpen: true);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await loop;
        stop.Dispose();
    }

    private static byte[] Response(string status, int length, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"), .. body];

    private async Task AcceptAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                await ReadRequestAsync(stream);
                Interlocked.Increment(ref requests);
                await stream.WriteAsync(response, stop.Token);
                if (holdsOpen)
                {
                    await Task.Delay(Timeout.Infinite, stop.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The test is over, or its client went away.
            }
        }
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0)
            {
                throw new IOException("The client closed the connection.");
            }

            request.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
    }
}
