# SPDX-License-Identifier: ISC
# Standard input is inflated when its first bytes say so, whatever it is called.
# Twenty lines, packed.
base64 -d > mail.log.gz <<'END'
H4sIAAAAAAACA43TMQsCMQyG4d1f0dFDhCRt0uRWXd3cxEkc9eBQ8OeLa4PwLd0eeknfExLds+wpzuSz0ky0o99ZHh
8ut3V5Xug6l+26LK+pHE7Hsn2t7/u0kQR5hD04QCujZVMFbU1WREDbRmsm6Lya5vWG3mujbe4O2p7u7YbuytO8zQy0
MdoIxiinpri2DtqcldYG2pRVaANXxSmrXh1Mg1NWTBX8FThlpYLSVJW6op+cqrIIdFWpqhqGPlGqyvof+wWjOZxTqw
QAAA==
END
"$SPOOR" parse < mail.log.gz | tail -n 1
"$SPOOR" parse - < mail.log.gz | wc -l
mv mail.log.gz mail.log
"$SPOOR" parse mail.log | wc -l
