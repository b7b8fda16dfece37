# Varnish: `varnishd -a :8080 -f /path/varnish.vcl`.
vcl 4.1;

backend default {
  .host = "127.0.0.1";
  .port = "17801";
}

# WebSockets
sub vcl_recv {
  if (req.http.Upgrade ~ "(?i)websocket") {
    return (pipe);
  }
}

sub vcl_pipe {
  if (req.http.Upgrade) {
    set bereq.http.Upgrade = req.http.Upgrade;
    set bereq.http.Connection = req.http.Connection;
  }
}
